package proglog.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import proglog.observability.Health;
import proglog.v1.GetOffsetsRequest;
import proglog.v1.LogGrpc;

/// What the kubelet hears.
final class ProbePortTest {

    private final Health health = new Health();
    private Optional<ProbePort> port = Optional.empty();
    private Optional<ManagedChannel> channel = Optional.empty();

    @BeforeEach
    void start() throws IOException {
        ProbePort started =
                ProbePort.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), health);
        port = Optional.of(started);
        channel =
                Optional.of(
                        Grpc.newChannelBuilderForAddress(
                                        "127.0.0.1",
                                        started.address().getPort(),
                                        InsecureChannelCredentials.create())
                                .build());
    }

    @AfterEach
    void stop() {
        channel.ifPresent(ManagedChannel::shutdownNow);
        port.ifPresent(ProbePort::close);
    }

    private ServingStatus ask(String service) {
        return HealthGrpc.newBlockingStub(channel.orElseThrow())
                .withDeadlineAfter(30, TimeUnit.SECONDS)
                .check(HealthCheckRequest.newBuilder().setService(service).build())
                .getStatus();
    }

    @Test
    void aProcessThatStartsIsAliveAndNotReady() {
        assertThat(ask("live")).isEqualTo(ServingStatus.SERVING);
        assertThat(ask("ready")).isEqualTo(ServingStatus.NOT_SERVING);
        assertThat(ask("")).isEqualTo(ServingStatus.NOT_SERVING);
    }

    @Test
    void aNodeWithoutALeaderIsAliveAndNotReady() {
        health.addReady("leader", () -> Optional.of("no leader is known"));
        health.started();

        assertThat(ask("live")).isEqualTo(ServingStatus.SERVING);
        assertThat(ask("ready")).isEqualTo(ServingStatus.NOT_SERVING);
    }

    @Test
    void aNodeThatServesIsReadyUntilItStops() {
        health.started();
        assertThat(ask("ready")).isEqualTo(ServingStatus.SERVING);

        health.stopping();

        assertThat(ask("ready")).isEqualTo(ServingStatus.NOT_SERVING);
        assertThat(ask("live")).isEqualTo(ServingStatus.SERVING);
    }

    @Test
    void nothingElseIsServed() {
        assertThatThrownBy(() -> ask("log.v1.Log")).hasMessageContaining("NOT_FOUND");
        assertThatThrownBy(() ->
                        LogGrpc.newBlockingStub(channel.orElseThrow())
                                .withDeadlineAfter(30, TimeUnit.SECONDS)
                                .getOffsets(GetOffsetsRequest.getDefaultInstance()))
                .hasMessageContaining("UNIMPLEMENTED");
    }
}
