package proglog.torture;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/// The times at which nothing was acknowledged. Immutable.
final class Gaps {

    private final long[] acknowledged; // when, in order

    private Gaps(long[] acknowledged) {
        this.acknowledged = acknowledged;
    }

    static Gaps of(List<Operation.Append> appends) {
        return new Gaps(
                appends.stream()
                        .filter(append ->
                                append.outcome() instanceof Operation.Outcome.Acknowledged)
                        .mapToLong(Operation.Append::end)
                        .sorted()
                        .toArray());
    }

    /// The longest between two acknowledgements.
    Duration longest() {
        return longest(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /// The longest between two acknowledgements, of those that touch the time from `start` to
    /// `end`.
    Duration longest(long start, long end) {
        int first = Math.max(1, place(start));
        long longest = 0;
        for (int i = first; i < acknowledged.length && acknowledged[i - 1] < end; i++) {
            longest = Math.max(longest, acknowledged[i] - acknowledged[i - 1]);
        }
        return Duration.ofNanos(longest);
    }

    // The first that is later than `time`.
    private int place(long time) {
        int found = Arrays.binarySearch(acknowledged, time);
        return found < 0 ? -found - 1 : found + 1;
    }
}
