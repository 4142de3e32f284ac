package proglog.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.grpc.ServerLimits;

/// What a server grants to those who connect, seen from outside and through TLS.
final class LimitsOverTlsTest {

    private static final ServerLimits STANDARD = ServerLimits.standard();

    @TempDir private Path directory;

    @Test
    void anAddressMayOpenSoManyConnections() throws IOException {
        try (SecuredServer server = start(limits(2, 100, 100, Duration.ofSeconds(10)))) {
            assertThat(health(server.as("root"))).isTrue();
            assertThat(health(server.as("root"))).isTrue();

            assertThatThrownBy(() -> health(server.as("root")))
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            refused ->
                                    assertThat(refused.getStatus().getCode())
                                            .isEqualTo(Status.Code.UNAVAILABLE));
        }
    }

    @Test
    void aConnectionThatSaysNothingIsClosed() throws IOException {
        try (SecuredServer server = start(limits(10, 100, 100, Duration.ofMillis(100)));
                Socket silent =
                        new Socket(server.address().getAddress(), server.address().getPort())) {
            silent.setSoTimeout(30_000);

            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aConnectionThatOpensAndResetsCallsIsClosed() throws Exception {
        try (SecuredServer server = start(limits(10, 1_000, 20, Duration.ofSeconds(10)))) {
            ManagedChannel channel = server.as("root");
            assertThat(health(channel)).isTrue();
            CompletableFuture<Status> end = new CompletableFuture<>();
            ClientCall<byte[], byte[]> _ = consume(channel, end);

            for (int i = 0; i < 1_000 && !end.isDone(); i++) {
                consume(channel, new CompletableFuture<>()).cancel("reset", null);
            }

            assertThat(end.get(30, TimeUnit.SECONDS).getCode())
                    .isIn(Status.Code.UNAVAILABLE, Status.Code.RESOURCE_EXHAUSTED);
        }
    }

    private SecuredServer start(ServerLimits limits) throws IOException {
        return SecuredServer.start(directory, TestCertificates::serverForClients, limits);
    }

    private static ServerLimits limits(
            int connectionsPerAddress, int calls, int resetsPerSecond, Duration handshakeTime) {
        return new ServerLimits(
                STANDARD.messageBytes(),
                STANDARD.metadataBytes(),
                STANDARD.connections(),
                connectionsPerAddress,
                calls,
                resetsPerSecond,
                handshakeTime,
                Duration.ofMinutes(1),
                STANDARD.idleTime(),
                STANDARD.connectionAge(),
                STANDARD.pingInterval(),
                STANDARD.pingTimeout(),
                STANDARD.drainTime());
    }

    private static boolean health(ManagedChannel channel) {
        return HealthGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(20, TimeUnit.SECONDS)
                        .check(HealthCheckRequest.getDefaultInstance())
                        .getStatus()
                == ServingStatus.SERVING;
    }

    // A stream that waits at the end of an empty log.
    private static ClientCall<byte[], byte[]> consume(
            ManagedChannel channel, CompletableFuture<Status> end) {
        ClientCall<byte[], byte[]> call =
                channel.newCall(
                        RawCall.descriptor("log.v1.Log/ConsumeStream"), CallOptions.DEFAULT);
        call.start(
                new ClientCall.Listener<>() {
                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        end.complete(status);
                    }
                },
                new Metadata());
        call.request(1);
        call.sendMessage(new byte[0]);
        call.halfClose();
        return call;
    }
}
