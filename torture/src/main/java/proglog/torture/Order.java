package proglog.torture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Whether what ended before something else began also comes before it.
final class Order {

    private Order() {}

    /// Appends that got a lower offset than one that was acknowledged before they began.
    static List<String> broken(Evidence evidence) {
        NavigableMap<Long, Long> highest = highestByEnd(evidence.appends());
        List<String> broken = new ArrayList<>();
        for (Operation.Append append : evidence.appends()) {
            if (append.outcome() instanceof Operation.Outcome.Acknowledged(long offset, var _)) {
                long before = highestBefore(highest, append.start());
                if (offset <= before) {
                    broken.add("%s, after offset %d was acknowledged".formatted(append, before));
                }
            }
        }
        return broken;
    }

    /// Linearizable reads that missed what was acknowledged before they began.
    static List<String> stale(Evidence evidence) {
        NavigableMap<Long, Long> highest = highestByEnd(evidence.appends());
        return evidence.reads().stream()
                .filter(read -> read.answer() == Operation.Answer.MISSING)
                .filter(read -> read.offset() <= highestBefore(highest, read.start()))
                .map(read ->
                        "%s, after offset %d was acknowledged"
                                .formatted(read, highestBefore(highest, read.start())))
                .toList();
    }

    // By time, the highest offset acknowledged until then.
    private static NavigableMap<Long, Long> highestByEnd(List<Operation.Append> appends) {
        NavigableMap<Long, Long> highest = new TreeMap<>();
        long now = -1;
        for (Operation.Append append :
                appends.stream().sorted(Comparator.comparingLong(Operation.Append::end)).toList()) {
            if (append.outcome() instanceof Operation.Outcome.Acknowledged(long offset, var _)) {
                now = Math.max(now, offset + append.size() - 1);
                highest.put(append.end(), now);
            }
        }
        return highest;
    }

    private static long highestBefore(NavigableMap<Long, Long> highest, long time) {
        var before = highest.lowerEntry(time);
        return before == null ? -1 : before.getValue();
    }
}
