package proglog.consensus.jraft;

import java.util.Optional;
import proglog.LogCursor;
import proglog.LogUnavailableException;
import proglog.consensus.CommandLog;
import proglog.consensus.StoredEntry;
import proglog.storage.SegmentedLog;

/// Reads one entry after the other: the newest from memory, the others many to a read. For one
/// thread only.
final class EntryReader implements CommandLog.Entries {

    private final RaftLog entries;
    private long index; // of the next entry
    private Optional<Place> place = Optional.empty();

    /// A cursor of a log; the log may be replaced meanwhile.
    private record Place(SegmentedLog log, LogCursor cursor, long next) {}

    EntryReader(RaftLog entries, long index) {
        this.entries = entries;
        this.index = index;
    }

    @Override
    public StoredEntry next() {
        entries.requireHeld(index);
        RaftEntry entry = entries.newest(index).orElseGet(this::read);
        index++;
        return entry.stored();
    }

    private RaftEntry read() {
        return entries.read(log -> {
            LogCursor cursor = cursorAt(log);
            try {
                RaftEntry entry = RaftEntry.decode(index, cursor.next().value());
                place = Optional.of(new Place(log, cursor, index + 1));
                return entry;
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new LogUnavailableException("interrupted while reading entry " + index);
            }
        });
    }

    private LogCursor cursorAt(SegmentedLog log) {
        Optional<Place> fitting =
                place.filter(known -> known.log() == log && known.next() == index);
        if (fitting.isPresent()) {
            return fitting.get().cursor();
        }
        close();
        return log.follow(index);
    }

    @Override
    public void close() {
        place.ifPresent(open -> open.cursor().close());
        place = Optional.empty();
    }
}
