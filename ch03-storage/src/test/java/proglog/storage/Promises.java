package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import proglog.Bytes;
import proglog.CommitLog;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.OffsetRange;

/// What a log said of each batch before it was cut off, and whether it kept its word. For one
/// thread only.
final class Promises {

    private final Map<NumberedBatch, Long> acknowledged = new HashMap<>();
    private final Set<NumberedBatch> refused = new HashSet<>();
    private final Map<NumberedBatch, Integer> batchesFound = new HashMap<>(); // by beginning

    /// Takes note of a line of [LoadMain]; of others it does not.
    void note(String line) {
        String[] words = line.split(" ", 6);
        if (words[0].equals("ACK") || words[0].equals("REFUSED")) {
            var batch = new NumberedBatch(number(words[1]), number(words[2]), number(words[3]));
            if (words[0].equals("ACK")) {
                acknowledged.put(batch, Long.parseLong(words[4]));
            } else {
                refused.add(batch);
            }
        }
    }

    private static int number(String word) {
        return Integer.parseInt(word);
    }

    /// Begins anew, with another log.
    void forget() {
        acknowledged.clear();
        refused.clear();
    }

    int acknowledged() {
        return acknowledged.size();
    }

    /// Fails unless everything acknowledged is in `log` and the log is sound.
    void requireKept(CommitLog log) {
        assertThat(missing(log)).as("acknowledged, but missing").isEmpty();
    }

    /// Fails when `log` has more than what was acknowledged.
    void requireNothingElse(CommitLog log) {
        int values = acknowledged.keySet().stream().mapToInt(NumberedBatch::size).sum();
        assertThat(log.offsets()).isEqualTo(new OffsetRange(0, values));
    }

    /// The acknowledged batches that `log` does not have. Fails unless all it has is whole, dense,
    /// once, in the order of its thread, at the offset acknowledged, and not refused.
    Set<NumberedBatch> missing(CommitLog log) {
        Set<NumberedBatch> missing = new HashSet<>(acknowledged.keySet());
        batchesFound.clear();
        OffsetRange range = log.offsets();
        try (LogCursor cursor = log.follow(range.first())) {
            long offset = range.first();
            while (offset < range.next()) {
                List<LogRecord> records = batchAt(cursor, offset);
                NumberedBatch batch = NumberedBatch.of(records.getFirst().value());
                requireInOrder(batch, offset);
                missing.remove(batch);
                offset += records.size();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while checking a log", e);
        }
        return missing;
    }

    private static List<LogRecord> batchAt(LogCursor cursor, long offset)
            throws InterruptedException {
        LogRecord first = cursor.next();
        NumberedBatch batch = NumberedBatch.of(first.value());
        List<LogRecord> records = new ArrayList<>(List.of(first));
        while (records.size() < batch.size()) {
            records.add(cursor.next());
        }
        for (int i = 0; i < records.size(); i++) {
            requireValue(batch.value(i), records.get(i), offset + i);
        }
        return records;
    }

    private static void requireValue(Bytes expected, LogRecord found, long offset) {
        if (found.offset() != offset || !found.value().equals(expected)) { // quicker than AssertJ
            assertThat(found.offset()).isEqualTo(offset);
            assertThat(found.value()).as("value at offset " + offset).isEqualTo(expected);
        }
    }

    private void requireInOrder(NumberedBatch batch, long offset) {
        int before = batchesFound.merge(batch.beginning(), 1, Integer::sum) - 1;
        long promised = acknowledged.getOrDefault(batch, offset);
        if (batch.number() != before || promised != offset || refused.contains(batch)) {
            assertThat(batch.number()).as("%s at offset %d", batch, offset).isEqualTo(before);
            assertThat(offset).as("offset of %s", batch).isEqualTo(promised);
            assertThat(refused).as("refused, but at offset %d", offset).doesNotContain(batch);
        }
    }
}
