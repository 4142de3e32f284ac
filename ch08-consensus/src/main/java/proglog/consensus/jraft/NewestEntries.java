package proglog.consensus.jraft;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// The entries at the end of the log, in memory: Raft asks for the last one before all it sends,
/// and readers mostly want what has just been written.
///
/// One thread at a time adds and forgets; any number look.
final class NewestEntries {

    private static final int MOST = 1024; // a power of two
    private static final long MOST_BYTES = 4 * 1024 * 1024;

    private final AtomicReferenceArray<Optional<RaftEntry>> slots =
            new AtomicReferenceArray<>(MOST);
    private long first = 1; // of those held; by the writer only
    private long next = 1; // the same
    private long bytes; // the same

    NewestEntries() {
        for (int i = 0; i < MOST; i++) {
            slots.set(i, Optional.empty());
        }
    }

    /// The entry at `index`, if it is held.
    Optional<RaftEntry> find(long index) {
        return slots.get(slot(index)).filter(entry -> entry.index() == index);
    }

    /// Adds the entry behind the last one; the oldest go when there are too many.
    void add(RaftEntry entry) {
        if (entry.index() != next) {
            clear(entry.index());
        }
        while (next > first
                && (next - first == MOST || bytes + entry.value().length() > MOST_BYTES)) {
            forget(first);
            first++;
        }
        slots.set(slot(next), Optional.of(entry));
        bytes += entry.value().length();
        next++;
    }

    /// Forgets all; the next one will be at `index`.
    void clear(long index) {
        for (long i = first; i < next; i++) {
            forget(i);
        }
        first = index;
        next = index;
    }

    private void forget(long index) {
        bytes -=
                slots.getAndSet(slot(index), Optional.empty())
                        .map(entry -> entry.value().length())
                        .orElse(0);
    }

    private static int slot(long index) {
        return (int) (index & (MOST - 1));
    }
}
