package proglog.consensus;

import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import proglog.HighWaterMark;
import proglog.Task;

/// Up to where the records of this node can be read: what has been applied, and is on its disk,
/// too. For many threads.
///
/// A majority without this node may have agreed on a record before its own disk has it.
final class ReadableOffsets {

    private final HighWaterMark mark = new HighWaterMark(0);
    private final LongSupplier stored;
    private final ReentrantLock lock = new ReentrantLock();
    // Guarded by lock; what needs least comes first.
    private final Queue<Waiting> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Waiting::nextOffset));
    private volatile long applied; // written by who applies

    private record Waiting(long nextOffset, Runnable action) {}

    /// @param stored the offset of the first record that is not on this node's disk
    ReadableOffsets(LongSupplier stored) {
        this.stored = stored;
    }

    HighWaterMark mark() {
        return mark;
    }

    /// Everything below `nextOffset` has been applied.
    void applied(long nextOffset) {
        applied = nextOffset;
        move();
    }

    /// Looks how much can be read now; to be called when the disk has more.
    ///
    /// Whoever comes last sees what all have written before, so that no step is lost. The mark only
    /// grows: what was taken back had not been applied.
    @Task("8.3")
    void move() {
        // In this order: what is taken from the disk later was not applied when that was asked.
        long agreed = applied;
        long next = Math.min(agreed, stored.getAsLong());
        if (next > mark.next()) {
            moveTo(next);
        }
        run(mark.next());
    }

    private void moveTo(long next) {
        lock.lock();
        try {
            if (next > mark.next()) {
                mark.moveTo(next);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Runs `action` once everything below `nextOffset` can be read; at once when it can be, or
    /// when nothing will move any more.
    void whenReadable(long nextOffset, Runnable action) {
        if (!isDone(nextOffset)) {
            lock.lock();
            try {
                if (!isDone(nextOffset)) {
                    waiting.add(new Waiting(nextOffset, action));
                    return;
                }
            } finally {
                lock.unlock();
            }
        }
        action.run();
    }

    private boolean isDone(long nextOffset) {
        return nextOffset <= mark.next() || mark.isClosed();
    }

    /// Runs every action that waits.
    void release() {
        run(Long.MAX_VALUE);
    }

    /// Ends all waiting, now and later.
    void close() {
        lock.lock();
        try {
            mark.close();
        } finally {
            lock.unlock();
        }
        release();
    }

    // Outside of the lock: an action may come back with a question.
    private void run(long next) {
        for (Optional<Waiting> one = poll(next); one.isPresent(); one = poll(next)) {
            one.get().action().run();
        }
    }

    private Optional<Waiting> poll(long next) {
        lock.lock();
        try {
            Waiting first = waiting.peek();
            if (first == null || first.nextOffset() > next) {
                return Optional.empty();
            }
            waiting.remove();
            return Optional.of(first);
        } finally {
            lock.unlock();
        }
    }
}
