package proglog.consensus.jraft;

import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// The entries of a log, and those that were read last once more without their file, for as long as
/// the collector leaves them. For many threads.
///
/// JRaft reads an entry to send it to a node that is behind, and reads it again, whole, only to
/// learn its term: before it sends the entries that follow, and for each heartbeat.
final class RecentReads {

    private static final int MOST = 32; // more than are on their way to a node; a power of two

    private final RaftLog log;
    private final AtomicReferenceArray<Optional<Read>> slots = new AtomicReferenceArray<>(MOST);

    /// @param epoch of the log when it was read: entries that were taken back are not found here
    private record Read(long index, long epoch, WeakReference<RaftEntry> entry) {}

    RecentReads(RaftLog log) {
        this.log = log;
        for (int i = 0; i < MOST; i++) {
            slots.set(i, Optional.empty());
        }
    }

    /// The entry at `index`, as [RaftLog#entry].
    RaftEntry entry(long index) {
        long epoch = log.epoch();
        log.requireHeld(index);
        return log.newest(index).or(() -> find(index, epoch)).orElseGet(() -> read(index, epoch));
    }

    private Optional<RaftEntry> find(long index, long epoch) {
        return slots.get(slot(index))
                .filter(read -> read.index() == index && read.epoch() == epoch)
                .map(read -> read.entry().get());
    }

    private RaftEntry read(long index, long epoch) {
        RaftEntry entry = log.entry(index);
        slots.set(slot(index), Optional.of(new Read(index, epoch, new WeakReference<>(entry))));
        return entry;
    }

    private static int slot(long index) {
        return (int) (index & (MOST - 1));
    }
}
