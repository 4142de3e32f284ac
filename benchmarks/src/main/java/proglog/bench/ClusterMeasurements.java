package proglog.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What can be measured of a cluster, by name.
final class ClusterMeasurements {

    private ClusterMeasurements() {}

    /// All of them, in the order in which they are run; some record nodes into `recordings`.
    static Map<String, Supplier<Measurement>> all(Optional<Path> recordings) {
        Map<String, Supplier<Measurement>> all = new LinkedHashMap<>();
        all.put("batches", () -> new ClusterBatches(recordings));
        all.put("latency", () -> new ClusterLatency(recordings));
        all.put("callers", () -> new ClusterCallers(recordings));
        all.put("reads", ClusterReads::new);
        all.put("failover", Failover::standard);
        all.put("failover-tuned", Failover::tuned);
        all.put("rolling-restart", RollingRestart::new);
        all.put("start", AgentStart::new);
        all.put("catch-up", () -> new PausedFollower(recordings));
        all.put("long-log", () -> new LongLog(recordings));
        return all;
    }

    /// The names, for a command's help.
    static final class Names extends ArrayList<String> {
        Names() {
            super(all(Optional.empty()).keySet());
        }
    }
}
