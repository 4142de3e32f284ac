package proglog.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import proglog.CommitLogException;
import proglog.LogCursor;
import proglog.LogRecord;

/// Reads the whole log of a node. What others have seen otherwise is noted on the way.
final class FinalReading {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private FinalReading() {}

    /// The log of `node`, which says that it has `length` records; less of it when it does not give
    /// them.
    static FinalLog of(Node node, long length, Load load, Findings findings)
            throws InterruptedException {
        List<FinalLog.Entry> entries = new ArrayList<>();
        try (LogCursor cursor = load.links().log(node.number()).follow(0)) {
            while (entries.size() < length) {
                if (!Watch.await(PATIENCE, cursor::isReady)) {
                    findings.add(
                            "every log can be read",
                            "%s gave nothing after %d of %d records"
                                    .formatted(node.name(), entries.size(), length));
                    break;
                }
                LogRecord record = cursor.next();
                if (record.offset() != entries.size()) {
                    load.sightings()
                            .difference(
                                    "%s has offset %d where %d is next"
                                            .formatted(
                                                    node.name(), record.offset(), entries.size()));
                    break;
                }
                load.sightings().note(node.name(), record);
                entries.add(new FinalLog.Entry(ValueId.of(record.value()), record.appendedAt()));
            }
        } catch (CommitLogException failure) {
            findings.add("every log can be read", "%s: %s".formatted(node.name(), failure));
        }
        return new FinalLog(node.name(), entries);
    }
}
