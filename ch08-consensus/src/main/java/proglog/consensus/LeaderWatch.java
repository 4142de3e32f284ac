package proglog.consensus;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import proglog.Deadline;

/// A place to wait for another leader. For many threads.
final class LeaderWatch {

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long changes; // guarded by lock
    private boolean closed; // guarded by lock

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

    /// From now on nothing is tried again.
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until there have been more than `seen` changes, but not long, for not every reason to
    /// try again is a change. Says whether there is still time to try; there is none for a thread
    /// that is interrupted.
    boolean canTryAgain(long seen, Deadline deadline) {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
        try {
            long nanos = Math.min(PAUSE_NANOS, deadline.remainingNanos());
            while (changes == seen && !closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            return !closed && !deadline.hasPassed();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
