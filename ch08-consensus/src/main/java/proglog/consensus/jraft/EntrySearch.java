package proglog.consensus.jraft;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import proglog.storage.SegmentInfo;

/// Finds the first entry of which something is true that stays true for all later ones. For many
/// threads.
///
/// It remembers how each segment begins, so that it reads in one segment only: some twenty headers
/// of a log of any size.
final class EntrySearch {

    private static final int MOST_STARTS = 65_536;

    /// How a segment began, and in which epoch that was read: later it may begin differently.
    private record Start(long epoch, EntryHeader header) {}

    private final LongFunction<EntryHeader> headers;
    private final Map<Long, Start> starts = new ConcurrentHashMap<>();

    /// @param headers reads the header of the entry at an index
    EntrySearch(LongFunction<EntryHeader> headers) {
        this.headers = headers;
    }

    /// The lowest index in `segments` of which `wanted` is true; `next`, behind the last one, when
    /// it is true of none.
    long first(List<SegmentInfo> segments, long epoch, long next, Predicate<EntryHeader> wanted) {
        int low = 0;
        int high = segments.size() - 1;
        while (low < high) { // the last segment whose first entry is not wanted, or the first one
            int middle = (low + high + 1) >>> 1;
            long base = segments.get(middle).offsets().first();
            if (base >= next || wanted.test(start(base, epoch))) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        long from = segments.get(low).offsets().first();
        long to = Math.min(next, segments.get(low).offsets().next());
        while (from < to) {
            long middle = (from + to) >>> 1;
            if (wanted.test(headers.apply(middle))) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    private EntryHeader start(long base, long epoch) {
        Start known = starts.get(base);
        if (known != null && known.epoch() == epoch) {
            return known.header();
        }
        EntryHeader read = headers.apply(base);
        if (starts.size() >= MOST_STARTS) { // of segments that are long gone
            starts.clear();
        }
        starts.put(base, new Start(epoch, read));
        return read;
    }
}
