package proglog.storage;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import proglog.Batch;
import proglog.Bytes;
import proglog.Deadline;
import proglog.LogUnavailableException;
import proglog.OffsetRange;
import proglog.OutcomeUnknownException;

/// A log's life, always the same, and what it promised meanwhile; to be run on a disk that fails
/// somewhere in it. For one thread only.
final class Scenario {

    static final SegmentedLogConfig CONFIG =
            SegmentedLogConfig.defaults().withSegments(300, 3 * Index.ENTRY_BYTES);

    private final FaultyDisk disk;
    private final Path directory;
    private final TreeMap<Long, String> promised = new TreeMap<>(); // offset to value
    private final Set<String> refused = new HashSet<>(); // nothing was appended
    private long cut; // nothing at or above is promised any more
    private long mayBegin; // prefix truncation may have got so far
    private int values;

    Scenario(FaultyDisk disk, Path directory) {
        this.disk = disk;
        this.directory = directory;
    }

    /// Lives as long as the disk lets it.
    void run() {
        try {
            try (SegmentedLog log = open()) {
                appendSome(log, 7);
                appendMany(log);
                mayBegin = 3;
                log.truncatePrefix(3);
            }
            try (SegmentedLog log = open()) {
                appendSome(log, 4);
                cutTo(6);
                log.truncateSuffix(6);
                appendSome(log, 5);
                cutTo(0);
                log.reset(100);
                mayBegin = 100;
                appendSome(log, 3);
            }
        } catch (LogUnavailableException _) {
            // the disk has failed: what is promised must be there when it is healthy again
        }
    }

    private SegmentedLog open() {
        return SegmentedLog.open(
                disk, directory, CONFIG, InstantSource.system(), StorageListener.NONE);
    }

    private void cutTo(long offset) {
        promised.tailMap(offset).clear();
        cut = offset;
    }

    private void appendSome(SegmentedLog log, int count) {
        for (int i = 0; i < count; i++) {
            append(log, Batch.of(Bytes.utf8("value " + values++)));
        }
    }

    private void appendMany(SegmentedLog log) {
        append(
                log,
                Batch.of(
                        List.of(Bytes.utf8("value " + values++), Bytes.utf8("value " + values++))));
    }

    private void append(SegmentedLog log, Batch batch) {
        try {
            OffsetRange range = log.append(batch, Deadline.never());
            for (int i = 0; i < batch.size(); i++) {
                promised.put(range.first() + i, batch.values().get(i).toUtf8());
            }
        } catch (OutcomeUnknownException _) {
            // it may be there or not
        } catch (LogUnavailableException _) {
            batch.values().forEach(value -> refused.add(value.toUtf8()));
        }
    }

    /// Fails unless `log` holds what was promised, and nothing that was refused.
    void check(SegmentedLog log) {
        OffsetRange range = log.offsets();
        for (Map.Entry<Long, String> each : promised.entrySet()) {
            if (range.contains(each.getKey())) {
                require(
                        log.read(each.getKey()).value().toUtf8().equals(each.getValue()),
                        "another value at " + each.getKey());
            } else {
                require(each.getKey() < Math.min(range.first(), mayBegin), "lost " + each);
            }
        }
        for (String value : Written.contents(log)) {
            require(!refused.contains(value), "was refused and is there: " + value);
        }
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what + "; promised " + promised + " since cut to " + cut);
        }
    }
}
