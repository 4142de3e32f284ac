package proglog.consensus;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import proglog.Deadline;

/// A place to wait for another leader. For many threads.
final class LeaderWatch {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long changes; // guarded by lock
    private volatile boolean closed; // written under lock

    /// Something about the leadership is different now.
    void change() {
        lock.lock();
        try {
            changes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// How many changes there have been.
    long changes() {
        lock.lock();
        try {
            return changes;
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
        change();
    }

    /// Waits until there have been more than `seen` changes, `most` nanoseconds at most, for not
    /// every reason to try again is a change. Says whether there is still time to try.
    boolean await(long seen, long most, Deadline deadline) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = Math.min(most, deadline.remainingNanos());
            while (changes == seen && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return !closed && !deadline.hasPassed();
        } finally {
            lock.unlock();
        }
    }

    /// The nanoseconds between two tries when nothing changes.
    static long pause() {
        return TimeUnit.MILLISECONDS.toNanos(50);
    }
}
