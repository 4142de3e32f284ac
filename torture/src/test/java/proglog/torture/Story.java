package proglog.torture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A run that was sound, for tests to spoil: writer 1 appended batches of two, one after the other,
/// writer 2 single values; all are in the log, on three nodes. For one thread only.
final class Story {

    final List<Operation.Append> appends = new ArrayList<>();
    final List<Operation.Read> reads = new ArrayList<>();
    final List<FinalLog.Entry> log = new ArrayList<>();
    final Map<String, Long> lengths = new HashMap<>();
    final List<String> differences = new ArrayList<>();
    long seen;

    private long now;

    Story() {
        for (int i = 0; i < 3; i++) {
            acknowledge(1, i, 2, new Operation.Reign(i, "n" + i));
            acknowledge(2, i, 1, new Operation.Reign(i, "n" + i));
        }
        for (String node : List.of("n1", "n2", "n3")) {
            lengths.put(node, (long) log.size());
        }
        seen = log.size();
    }

    private void acknowledge(int writer, int number, int size, Operation.Reign reign) {
        append(
                writer,
                number,
                size,
                new Operation.Outcome.Acknowledged(log.size(), Optional.of(reign)));
        for (int i = 0; i < size; i++) {
            log.add(entry(new ValueId(writer, number, i)));
        }
    }

    /// The writer's next operation, which takes ten nanoseconds.
    void append(int writer, int number, int size, Operation.Outcome outcome) {
        appends.add(new Operation.Append(writer, number, size, true, 1, now, now + 10, outcome));
        now += 20;
    }

    /// A read after all that has been so far.
    void read(long offset, Operation.Answer answer) {
        reads.add(new Operation.Read("n1", offset, now, now + 10, answer));
        now += 20;
    }

    FinalLog.Entry entry(ValueId id) {
        return new FinalLog.Entry(Optional.of(id), Instant.ofEpochSecond(log.size()));
    }

    List<String> brokenPromises() {
        Evidence evidence =
                new Evidence(appends, reads, new FinalLog("n1", log), lengths, differences, seen);
        return Checker.check(evidence).stream().map(Violation::promise).distinct().toList();
    }
}
