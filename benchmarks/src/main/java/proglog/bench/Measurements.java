package proglog.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// What can be measured, by name.
final class Measurements {

    private Measurements() {}

    /// All of them, in the order in which they are run.
    static Map<String, Supplier<Measurement>> all() {
        Map<String, Supplier<Measurement>> all = new LinkedHashMap<>();
        all.put("append-1", () -> new AppendThroughput(1));
        all.put("append-4", () -> new AppendThroughput(4));
        all.put("append-allocation", AppendAllocation::new);
        all.put("group-commit-platform", GroupCommitThroughput::platform);
        all.put("group-commit-virtual", GroupCommitThroughput::virtual);
        all.put("sync-latency", SyncLatency::new);
        all.put("sequential-read", SequentialRead::new);
        all.put("random-read", RandomRead::new);
        all.put("open", Opening::new);
        return all;
    }

    /// The names, for a command's help.
    static final class Names extends ArrayList<String> {
        Names() {
            super(all().keySet());
        }
    }
}
