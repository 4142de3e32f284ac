package proglog.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import proglog.observability.AdminServer;
import proglog.observability.Health;

/// What the image's health check finds.
final class HealthProbeTest {

    @Test
    void findsAReadyNodeReadyUntilItStops() throws IOException {
        Health health = new Health();
        try (AdminServer admin =
                AdminServer.start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        health,
                        MetricSnapshots::new)) {
            int port = admin.address().getPort();
            assertThat(HealthProbe.isReady(port)).isFalse();

            health.started();
            assertThat(HealthProbe.isReady(port)).isTrue();

            health.stopping();
            assertThat(HealthProbe.isReady(port)).isFalse();
        }
    }

    @Test
    void findsNobodyNotReady() throws IOException {
        int port;
        try (AdminServer admin =
                AdminServer.start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        new Health(),
                        MetricSnapshots::new)) {
            port = admin.address().getPort();
        }

        assertThat(HealthProbe.isReady(port)).isFalse();
    }
}
