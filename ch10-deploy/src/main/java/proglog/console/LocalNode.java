package proglog.console;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import proglog.LogUnavailableException;
import proglog.OffsetRange;
import proglog.consensus.ClusterNode;
import proglog.consensus.ConsensusStats;
import proglog.consensus.Leadership;
import proglog.consensus.ReplicatedLog;

/// How this node is. For many threads.
final class LocalNode implements Supplier<NodeStatus> {

    private final String name;
    private final Consoles consoles;
    private final ReplicatedLog log;
    private final PaceMeter pace;

    LocalNode(String name, Consoles consoles, ReplicatedLog log, PaceMeter pace) {
        this.name = name;
        this.consoles = consoles;
        this.log = log;
        this.pace = pace;
    }

    @Override
    public NodeStatus get() {
        ConsensusStats stats = log.consensus().stats();
        Leadership leadership = log.consensus().leadership();
        OffsetRange offsets = offsets();
        return new NodeStatus(
                name,
                consoles.self(),
                stats.role().name().toLowerCase(Locale.ROOT),
                Math.max(stats.term(), leadership.term()),
                leadership.leader().map(ClusterNode::name).orElse(""),
                stats.commitIndex(),
                stats.appliedIndex(),
                stats.lastIndex(),
                stats.snapshotIndex(),
                offsets.first(),
                offsets.next(),
                stats.lag(),
                segments(),
                pace.now());
    }

    private OffsetRange offsets() {
        try {
            return log.offsets();
        } catch (LogUnavailableException _) {
            return new OffsetRange(0, 0); // it is starting, or has been closed
        }
    }

    private List<NodeStatus.Segment> segments() {
        try {
            return log.segments().stream()
                    .map(segment ->
                            new NodeStatus.Segment(
                                    segment.offsets().first(),
                                    segment.offsets().next(),
                                    segment.bytes()))
                    .toList();
        } catch (LogUnavailableException _) {
            return List.of();
        }
    }
}
