package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import proglog.Bytes;
import proglog.InMemoryLog;
import proglog.v1.ConsumeRequest;
import proglog.v1.ConsumeResponse;
import proglog.v1.LogGrpc;
import proglog.v1.ProduceRequest;

/// What strangers may do to a server, and that the others do not notice.
final class HostileClientTest {

    private static final int MESSAGE_BYTES = 100_000;

    private final Loopback loopback = new Loopback();
    private final InMemoryLog log = new InMemoryLog();
    private final LogServer server =
            loopback.start(LogServer.builder().limits(strict()).serve(new LogService(log)));
    private final ManagedChannel channel = loopback.channel(server);
    private final RemoteLog other = new RemoteLog(loopback.channel(server));

    @Test
    void aRequestThatDoesNotComeInTimeIsGivenUp() {
        var call = neverAsked();

        assertThat(call.code()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
    }

    /// A call whose request is never finished.
    private ClientStream<ConsumeRequest, ConsumeResponse> neverAsked() {
        var call =
                ClientStream.open(channel, LogGrpc.getConsumeStreamMethod(), CallOptions.DEFAULT);
        call.send(ConsumeRequest.getDefaultInstance());
        return call;
    }

    @Test
    void aStreamMayTakeItsTime() {
        var stream = ClientStream.produce(channel);
        assertThat(neverAsked().code())
                .isEqualTo(Status.Code.DEADLINE_EXCEEDED); // so much has passed

        stream.send(Requests.record("a"));
        stream.halfClose();

        assertThat(stream.code()).isEqualTo(Status.Code.OK);
    }

    @AfterEach
    void othersAreServed() {
        long offset = other.append(Bytes.utf8("an ordinary client's"));
        assertThat(other.read(offset).value()).isEqualTo(Bytes.utf8("an ordinary client's"));
        loopback.close();
    }

    /// Limits that a test can reach.
    static ServerLimits strict() {
        return new ServerLimits(
                MESSAGE_BYTES,
                4 * 1024,
                20,
                10,
                5,
                100,
                Duration.ofMillis(300),
                Duration.ofMillis(500),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip"})
    void aMessageOverTheLimitIsRefused(String compression) {
        var client = LogGrpc.newBlockingStub(channel).withCompression(compression);

        assertThatThrownBy(() -> client.produce(Requests.zeros(MESSAGE_BYTES)))
                .satisfies(HostileClientTest::isExhausted);

        assertThat(log.offsets().isEmpty()).isTrue();
    }

    @Test
    void aBombIsNotUnpacked() {
        var client = LogGrpc.newBlockingStub(channel).withCompression("gzip");
        // A thousandth of it is sent.
        ProduceRequest bomb = Requests.zeros(64 * 1024 * 1024);

        assertThatThrownBy(() -> client.produce(bomb)).satisfies(HostileClientTest::isExhausted);

        assertThat(log.offsets().isEmpty()).isTrue();
    }

    @Test
    void aMessageOverTheLimitEndsItsStreamOnly() {
        var stream = ClientStream.produce(channel);
        var sibling = ClientStream.produce(channel);
        stream.send(Requests.record("a"));
        stream.answers(1);

        stream.send(Requests.zeros(MESSAGE_BYTES));

        // gRPC has no way to say more on a stream on which it has answered already.
        assertThat(stream.code()).isIn(Status.Code.RESOURCE_EXHAUSTED, Status.Code.CANCELLED);
        sibling.send(Requests.record("b"));
        assertThat(Requests.offsets(sibling.answers(1))).containsExactly(1L);
    }

    @Test
    void aProducerIsToldThatItsValueIsTooLarge() {
        RemoteLog producer = new RemoteLog(channel);

        assertThatThrownBy(() -> producer.append(Bytes.wrap(new byte[MESSAGE_BYTES])))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void metadataOverTheLimitIsRefused() {
        Metadata much = new Metadata();
        much.put(Metadata.Key.of("much", Metadata.ASCII_STRING_MARSHALLER), "x".repeat(8 * 1024));
        var client =
                LogGrpc.newBlockingStub(channel)
                        .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(much));

        assertThatThrownBy(() -> client.produce(Requests.record("a")))
                .isInstanceOf(StatusRuntimeException.class);
        assertThat(log.offsets().isEmpty()).isTrue();
    }

    @Test
    void garbageIsCutOff() throws IOException {
        String[] garbage = {
            "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "\0\1\2\3".repeat(1000),
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "garbage".repeat(1000),
        };
        for (String bytes : garbage) {
            try (Socket socket = connect()) {
                socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
                awaitEnd(socket);
            }
        }
    }

    @Test
    void aSilentConnectionIsCutOff() throws IOException {
        try (Socket silent = connect();
                Socket slow = connect()) {
            slow.getOutputStream().write("PRI * HTTP/2.0\r\n".getBytes(StandardCharsets.UTF_8));
            awaitEnd(silent);
            awaitEnd(slow);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(server.address().getAddress(), server.address().getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static void awaitEnd(Socket socket) throws IOException {
        try {
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketException _) {
            // as good
        }
    }

    private static void isExhausted(Throwable thrown) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        failure ->
                                assertThat(failure.getStatus().getCode())
                                        .isEqualTo(Status.Code.RESOURCE_EXHAUSTED));
    }
}
