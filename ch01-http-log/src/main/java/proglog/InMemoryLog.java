package proglog;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// The smallest thing that keeps the contract: a list and a lock. For many threads.
///
/// What it holds is gone when the process ends, and it grows until memory does.
public final class InMemoryLog implements CommitLog {

    private final InstantSource clock;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final List<LogRecord> records = new ArrayList<>(); // guarded by lock
    private final Producers producers = new Producers(); // guarded by lock
    private final HighWaterMark mark = new HighWaterMark(0);

    /// An empty log on the system's clock.
    public InMemoryLog() {
        this(InstantSource.system());
    }

    /// An empty log that stamps its records by `clock`.
    public InMemoryLog(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    @Task("1.1")
    public OffsetRange append(Batch batch, Deadline deadline) {
        if (deadline.hasPassed()) {
            throw new LogUnavailableException("the deadline passed before the append began");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new LogUnavailableException("interrupted before the append began");
        }
        lock.writeLock().lock();
        try {
            requireOpen();
            Optional<OffsetRange> earlier = producers.find(batch.sequence());
            return earlier.isPresent() ? earlier.get() : store(batch);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private OffsetRange store(Batch batch) {
        long first = records.size();
        Instant now = clock.instant();
        Instant time =
                first == 0 || now.isAfter(records.getLast().appendedAt())
                        ? now
                        : records.getLast().appendedAt();
        for (Bytes value : batch.values()) {
            records.add(new LogRecord(records.size(), time, value));
        }
        OffsetRange offsets = new OffsetRange(first, records.size());
        producers.remember(batch.sequence(), offsets);
        mark.moveTo(offsets.next());
        return offsets;
    }

    @Override
    @Task("1.2")
    public LogRecord read(long offset, Consistency consistency, Deadline deadline) {
        mark.await(consistency, deadline);
        lock.readLock().lock();
        try {
            requireOpen();
            OffsetRange range = new OffsetRange(0, records.size());
            if (!range.contains(offset)) {
                throw new OffsetOutOfRangeException(offset, range);
            }
            return records.get((int) offset);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public OffsetRange offsets() {
        requireOpen();
        return new OffsetRange(0, mark.next());
    }

    @Override
    public long offsetAt(Instant time) {
        lock.readLock().lock();
        try {
            requireOpen();
            // Times never go back, so the list is sorted by them; "later" breaks ties to the left.
            Comparator<LogRecord> later =
                    (a, b) -> a.appendedAt().isBefore(b.appendedAt()) ? -1 : 1;
            return -1L
                    - Collections.binarySearch(records, new LogRecord(0, time, Bytes.EMPTY), later);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    @Task("1.4")
    public LogCursor follow(long offset) {
        requireOpen();
        if (offset < 0) {
            throw new OffsetOutOfRangeException(offset, offsets());
        }
        return LogCursor.over(this, mark, offset);
    }

    @Override
    public void close() {
        mark.close();
    }

    private void requireOpen() {
        if (mark.isClosed()) {
            throw LogUnavailableException.closed();
        }
    }
}
