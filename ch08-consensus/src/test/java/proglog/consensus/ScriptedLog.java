package proglog.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import proglog.Bytes;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;
import proglog.storage.SegmentInfo;

/// An engine's log in memory, where a test decides what reaches the disk, what is taken back and
/// what is forgotten. For many threads.
final class ScriptedLog implements CommandLog {

    private final List<StoredEntry> entries = new ArrayList<>(); // guarded by this
    private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
    private long first = 1; // guarded by this
    private long stored; // the last index on disk; guarded by this
    private long epoch; // guarded by this

    /// Puts an entry at the end, not on disk yet, and returns its index.
    synchronized long add(long term, Measure measure, Bytes command) {
        StoredEntry before =
                entries.isEmpty() ? new StoredEntry(0, 0, 0, 0, 0, Bytes.EMPTY) : entries.getLast();
        entries.add(
                new StoredEntry(
                        before.index() + 1,
                        term,
                        before.firstOffset() + before.records(),
                        measure.records(),
                        measure.records() == 0 ? before.timeNanos() : measure.timeNanos(),
                        command));
        return entries.getLast().index();
    }

    /// Brings everything to the disk.
    void store() {
        long next;
        synchronized (this) {
            stored = entries.size();
            next = nextIndex();
        }
        listeners.forEach(listener -> listener.accept(next));
    }

    /// Takes back what is at `index` and beyond.
    synchronized void takeBack(long index) {
        epoch++;
        entries.subList((int) index - 1, entries.size()).clear();
        stored = Math.min(stored, entries.size());
    }

    /// Forgets what is below `index`.
    synchronized void forget(long index) {
        first = index;
    }

    /// What is at `index`, on disk or not.
    synchronized StoredEntry peek(long index) {
        return entries.get((int) index - 1);
    }

    /// The highest index, on disk or not.
    synchronized long lastIndex() {
        return entries.size();
    }

    @Override
    public synchronized long firstIndex() {
        return first;
    }

    @Override
    public synchronized long nextIndex() {
        return stored + 1;
    }

    @Override
    public synchronized long nextOffset() {
        return stored == 0 ? 0 : peek(stored).firstOffset() + peek(stored).records();
    }

    @Override
    public synchronized StoredEntry read(long index) {
        if (index < first || index > stored) {
            throw new OffsetOutOfRangeException(index, new OffsetRange(first, stored + 1));
        }
        return peek(index);
    }

    @Override
    public synchronized long indexOf(long offset) {
        for (long index = first; index <= stored; index++) {
            if (peek(index).firstOffset() + peek(index).records() > offset) {
                return index;
            }
        }
        return stored + 1;
    }

    @Override
    public synchronized long indexAt(long timeNanos) {
        for (long index = first; index <= stored; index++) {
            if (peek(index).timeNanos() >= timeNanos) {
                return index;
            }
        }
        return stored + 1;
    }

    @Override
    public Entries from(long index) {
        return new ReadAhead(index);
    }

    @Override
    public synchronized long epoch() {
        return epoch;
    }

    @Override
    public synchronized List<SegmentInfo> segments() {
        return List.of(new SegmentInfo(new OffsetRange(first, stored + 1), 64 * stored));
    }

    @Override
    public void onStored(LongConsumer listener) {
        listeners.add(listener);
    }

    private synchronized List<StoredEntry> storedFrom(long index) {
        if (index < first) {
            throw new OffsetOutOfRangeException(index, new OffsetRange(first, stored + 1));
        }
        return List.copyOf(entries.subList((int) index - 1, (int) stored));
    }

    /// Reads ahead as far as it can, committed or not.
    private final class ReadAhead implements Entries {

        private long index;
        private List<StoredEntry> ahead = List.of();

        ReadAhead(long index) {
            this.index = index;
            this.ahead = storedFrom(index);
        }

        @Override
        public StoredEntry next() {
            if (ahead.isEmpty()) {
                ahead = storedFrom(index);
            }
            StoredEntry next = ahead.getFirst();
            ahead = ahead.subList(1, ahead.size());
            index++;
            return next;
        }

        @Override
        public void close() {}
    }
}
