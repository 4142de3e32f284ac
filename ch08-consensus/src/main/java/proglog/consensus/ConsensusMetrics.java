package proglog.consensus;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongGauge;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/// Shows how a node's consensus is going, whenever somebody looks. For many threads.
///
/// | series | meaning |
/// |---|---|
/// | `proglog.raft.leading` | 1 while this node leads, else 0 |
/// | `proglog.raft.failed` | 1 when this node takes part no more until it is restarted, else 0 |
/// | `proglog.raft.term` | the latest reign it has heard of |
/// | `proglog.raft.commit.index` | the last index it knows to be committed |
/// | `proglog.raft.applied.index` | the last index it has applied |
/// | `proglog.raft.snapshot.index` | the index its last snapshot reaches to |
/// | `proglog.raft.lag` | on the leader, by `proglog.node`: how many entries that node is behind |
public final class ConsensusMetrics implements AutoCloseable {

    private static final AttributeKey<String> NODE = AttributeKey.stringKey("proglog.node");

    private final Meter meter;
    private final Consensus<?> consensus;
    private final List<ObservableLongGauge> gauges = new ArrayList<>();

    private ConsensusMetrics(Meter meter, Consensus<?> consensus) {
        this.meter = meter;
        this.consensus = consensus;
    }

    /// Shows `consensus` on `meter`, until what is returned is closed.
    public static ConsensusMetrics show(Consensus<?> consensus, Meter meter) {
        ConsensusMetrics metrics = new ConsensusMetrics(meter, consensus);
        metrics.gauge(
                "leading", "{node}", "1 while this node leads", is(ConsensusStats.Role.LEADER));
        metrics.gauge(
                "failed",
                "{node}",
                "1 when it has to be restarted",
                is(ConsensusStats.Role.FAILED));
        metrics.gauge("term", "{term}", "The latest reign heard of", ConsensusStats::term);
        metrics.gauge(
                "commit.index", "{entry}", "The last committed index", ConsensusStats::commitIndex);
        metrics.gauge(
                "applied.index", "{entry}", "The last applied index", ConsensusStats::appliedIndex);
        metrics.gauge(
                "snapshot.index",
                "{entry}",
                "Where the last snapshot reaches to",
                ConsensusStats::snapshotIndex);
        metrics.observe("lag", "{entry}", "How many entries a node is behind", metrics::lag);
        return metrics;
    }

    private static ToLongFunction<ConsensusStats> is(ConsensusStats.Role role) {
        return stats -> stats.role() == role ? 1 : 0;
    }

    private void gauge(
            String name, String unit, String description, ToLongFunction<ConsensusStats> value) {
        observe(
                name,
                unit,
                description,
                asked -> asked.record(value.applyAsLong(consensus.stats())));
    }

    private void observe(
            String name,
            String unit,
            String description,
            Consumer<ObservableLongMeasurement> asked) {
        gauges.add(
                meter.gaugeBuilder("proglog.raft." + name)
                        .ofLongs()
                        .setUnit(unit)
                        .setDescription(description)
                        .buildWithCallback(asked));
    }

    private void lag(ObservableLongMeasurement asked) {
        consensus
                .stats()
                .lag()
                .forEach((node, entries) -> asked.record(entries, Attributes.of(NODE, node)));
    }

    @Override
    public void close() {
        gauges.forEach(ObservableLongGauge::close);
        gauges.clear();
    }
}
