package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import proglog.observability.Telemetry;
import proglog.observability.TelemetryConfig;

/// What a scrape tells of a node's consensus.
final class ConsensusMetricsTest {

    private final Telemetry telemetry = Telemetry.start(TelemetryConfig.of("proglog", "a"));
    private final ReportedConsensus consensus = ReportedConsensus.open();

    @AfterEach
    void stop() {
        consensus.close();
        telemetry.close();
    }

    @Test
    void tellHowItIsGoing() {
        consensus.report(
                ReportedConsensus.stats(ConsensusStats.Role.LEADER, Map.of("b", 7L, "c", 3L)));

        try (var _ = ConsensusMetrics.show(consensus, telemetry.meter())) {
            assertThat(gauges())
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of(
                                    "proglog_raft_leading", 1.0,
                                    "proglog_raft_failed", 0.0,
                                    "proglog_raft_term", 4.0,
                                    "proglog_raft_commit_index", 30.0,
                                    "proglog_raft_applied_index", 20.0,
                                    "proglog_raft_snapshot_index", 10.0,
                                    "proglog_raft_lag b", 7.0,
                                    "proglog_raft_lag c", 3.0));
        }
    }

    @Test
    void tellThatItFailed() {
        consensus.report(ReportedConsensus.stats(ConsensusStats.Role.FAILED, Map.of()));

        try (var _ = ConsensusMetrics.show(consensus, telemetry.meter())) {
            assertThat(gauges())
                    .containsEntry("proglog_raft_failed", 1.0)
                    .containsEntry("proglog_raft_leading", 0.0);
        }
    }

    @Test
    void endWhenTheyAreClosed() {
        ConsensusMetrics.show(consensus, telemetry.meter()).close();

        assertThat(gauges()).isEmpty();
    }

    // By name, and by node where there are several.
    private Map<String, Double> gauges() {
        Map<String, Double> gauges = new TreeMap<>();
        for (var metric : telemetry.prometheus().scrape()) {
            String name = metric.getMetadata().getPrometheusName();
            if (metric instanceof GaugeSnapshot gauge && name.startsWith("proglog_raft")) {
                for (var point : gauge.getDataPoints()) {
                    String node = point.getLabels().get("proglog_node");
                    gauges.put(node == null ? name : name + " " + node, point.getValue());
                }
            }
        }
        return gauges;
    }
}
