package proglog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class NodeMetricsTest {

    @Test
    void readsWhatANodeTells() {
        NodeMetrics metrics =
                NodeMetrics.parse(
                        """
                        # HELP proglog_raft_term The latest reign heard of
                        # TYPE proglog_raft_term gauge
                        proglog_raft_term{otel_scope_name="dev.proglog"} 3.0
                        proglog_raft_leading{otel_scope_name="dev.proglog"} 1.0
                        proglog_raft_lag{otel_scope_name="dev.proglog",proglog_node="node-1"} 12.0
                        proglog_raft_lag{otel_scope_name="dev.proglog",proglog_node="node-2"} 0.0
                        proglog_log_offset_first 0.0
                        proglog_log_offset_next 1.2345678E7
                        """);

        assertThat(metrics.leads()).isTrue();
        assertThat(metrics.hasFailed()).isFalse();
        assertThat(metrics.text("proglog_raft_term")).isEqualTo("3");
        assertThat(metrics.offsets()).isEqualTo("[0, 12345678)");
        assertThat(metrics.lag()).isEqualTo(Map.of("node-1", 12L, "node-2", 0L));
    }

    @Test
    void hasADashForWhatIsNotTold() {
        assertThat(NodeMetrics.parse("").text("proglog_raft_term")).isEqualTo("-");
    }

    @Test
    void readsThatANodeFailedAndFollowed() {
        NodeMetrics metrics =
                NodeMetrics.parse(
                        """
                        proglog_raft_leading{otel_scope_name="dev.proglog"} 0.0
                        proglog_raft_failed{otel_scope_name="dev.proglog"} 1.0
                        """);

        assertThat(metrics.hasFailed()).isTrue();
        assertThat(metrics.leads()).isFalse();
    }
}
