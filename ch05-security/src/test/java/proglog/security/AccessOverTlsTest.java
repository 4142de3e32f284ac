package proglog.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.channelz.v1.ChannelzGrpc;
import io.grpc.channelz.v1.GetServersRequest;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import proglog.OffsetRange;
import proglog.grpc.ServerLimits;
import proglog.v1.ConsumeRequest;
import proglog.v1.GetOffsetsRequest;
import proglog.v1.LogGrpc;
import proglog.v1.ProduceRequest;
import proglog.v1.Record;

/// Who may call what, over real sockets with real certificates.
final class AccessOverTlsTest {

    @TempDir private static Path directory;

    private static SecuredServer server;

    @BeforeAll
    static void start() throws IOException {
        server = SecuredServer.start(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /// A call that ends by itself, and what it is in words.
    record Call(String name, String phrase, Consumer<ManagedChannel> on) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static final Call PRODUCE =
            new Call("produce", "produce to", channel -> log(channel).produce(record()));

    static List<Call> calls() {
        return List.of(
                PRODUCE,
                new Call("consume", "consume from", channel -> log(channel).consume(first())),
                new Call(
                        "consume stream",
                        "consume from",
                        channel -> log(channel).consumeStream(first()).next()),
                new Call(
                        "offsets",
                        "consume from",
                        channel -> log(channel).getOffsets(GetOffsetsRequest.getDefaultInstance())),
                new Call(
                        "channelz",
                        "inspect",
                        channel ->
                                ChannelzGrpc.newBlockingStub(channel)
                                        .getServers(GetServersRequest.getDefaultInstance())));
    }

    private static LogGrpc.LogBlockingStub log(ManagedChannel channel) {
        return LogGrpc.newBlockingStub(channel);
    }

    private static ProduceRequest record() {
        return ProduceRequest.newBuilder()
                .setRecord(Record.newBuilder().setValue(ByteString.copyFromUtf8("hello")))
                .build();
    }

    private static ConsumeRequest first() {
        return ConsumeRequest.getDefaultInstance();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void rootMayCall(Call call) {
        PRODUCE.on.accept(server.as("root"));

        call.on.accept(server.as("root"));
    }

    static Stream<Arguments> denials() {
        return Stream.of("nobody", "server", "*", "root\nroot", "p, root, *, produce", "\u202etoor")
                .flatMap(name -> calls().stream().map(call -> Arguments.of(name, call)));
    }

    @ParameterizedTest
    @MethodSource("denials")
    void aStrangerMayNot(String name, Call call) {
        OffsetRange before = server.log.offsets();
        try (LoggedLines audit = LoggedLines.of("proglog.audit")) {
            assertThatThrownBy(() -> call.on.accept(server.as(name)))
                    .isInstanceOf(StatusRuntimeException.class)
                    .hasMessage(
                            "PERMISSION_DENIED: %s is not permitted to %s *"
                                    .formatted(LogText.of(name), call.phrase));

            assertThat(audit.lines())
                    .singleElement()
                    .asString()
                    .startsWith("INFO denied subject=\"" + LogText.of(name) + "\" action=")
                    .contains(" peer=127.0.0.1:")
                    .doesNotContain("\n", "\u202e");
        }
        assertThat(server.log.offsets()).isEqualTo(before);
    }

    @Test
    void healthIsOpenToStrangers() {
        assertThat(health(server.as("nobody"))).isEqualTo(ServingStatus.SERVING);
    }

    @Test
    void withoutAClientCertificateOnlyHealthIsOpen() throws IOException {
        try (SecuredServer anyone =
                SecuredServer.start(
                        directory, TestCertificates::serverForAnyone, ServerLimits.standard())) {
            assertThatThrownBy(() -> PRODUCE.on.accept(anyone.withoutCertificate()))
                    .hasMessage("UNAUTHENTICATED: no client certificate: this call needs one");
            assertThat(health(anyone.withoutCertificate())).isEqualTo(ServingStatus.SERVING);
        }
    }

    @Test
    void withoutTlsNothingIsOpen() throws IOException {
        try (SecuredServer plain =
                SecuredServer.start(
                        directory, TestCertificates::serverInPlaintext, ServerLimits.standard())) {
            ManagedChannel channel = plaintext(plain.address());
            try (LoggedLines audit = LoggedLines.of("proglog.audit")) {
                assertThatThrownBy(() -> PRODUCE.on.accept(channel))
                        .hasMessage("UNAUTHENTICATED: this server is for calls over TLS");
                assertThatThrownBy(() -> health(channel))
                        .isInstanceOfSatisfying(
                                StatusRuntimeException.class,
                                denied ->
                                        assertThat(denied.getStatus().getCode())
                                                .isEqualTo(Status.Code.UNAUTHENTICATED));
                assertThat(audit.lines())
                        .hasSize(2)
                        .first()
                        .asString()
                        .startsWith("INFO unauthenticated reason=\"this server is for calls over");
            } finally {
                channel.shutdownNow();
            }
        }
    }

    private static ServingStatus health(ManagedChannel channel) {
        return HealthGrpc.newBlockingStub(channel)
                .check(HealthCheckRequest.getDefaultInstance())
                .getStatus();
    }

    private static ManagedChannel plaintext(InetSocketAddress address) {
        return NettyChannelBuilder.forAddress(address).usePlaintext().build();
    }
}
