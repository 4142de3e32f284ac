package proglog;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The offset the next append will get, and a place for readers to wait until it moves.
///
/// For many threads: one at a time moves the mark, any number may wait on it.
public final class HighWaterMark {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private volatile long next; // written under lock, read without it
    private volatile boolean closed; // written under lock, read without it

    /// A mark that stands at `next`.
    public HighWaterMark(long next) {
        this.next = next;
    }

    /// The offset the next append will get: everything below it can be read.
    public long next() {
        return next;
    }

    /// Whether nobody may wait here any more.
    public boolean isClosed() {
        return closed;
    }

    /// Moves the mark and wakes those who wait. It moves backwards only when a log cuts its end
    /// off.
    public void moveTo(long offset) {
        lock.lock();
        try {
            next = offset;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Fails those who wait, now and later, with [LogUnavailableException].
    public void close() {
        lock.lock();
        try {
            closed = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until `offset` can be read.
    public void awaitReadable(long offset) throws InterruptedException {
        awaitReadable(offset, Deadline.never());
    }

    /// Waits until `offset` can be read; fails with [LogUnavailableException] when `deadline`
    /// passes first.
    @Task("1.3")
    public void awaitReadable(long offset, Deadline deadline) throws InterruptedException {
        if (offset < next && !closed) {
            return; // the common case costs two reads of memory
        }
        lock.lockInterruptibly();
        try {
            while (!closed && offset >= next) {
                long nanos = deadline.remainingNanos();
                if (nanos <= 0) {
                    throw new LogUnavailableException(
                            "offset %d was not appended before the deadline; the next is %d"
                                    .formatted(offset, next));
                }
                moved.await(nanos, TimeUnit.NANOSECONDS);
            }
            if (closed) {
                throw LogUnavailableException.closed();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Waits, if it must, until a log that exists only once may answer a read of this consistency.
    public void await(Consistency consistency, Deadline deadline) {
        switch (consistency) {
            case Consistency.Local _, Consistency.Linearizable _ -> {}
            case Consistency.AtLeast(long offset) -> {
                try {
                    awaitReadable(offset, deadline);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                    throw new LogUnavailableException(
                            "interrupted while waiting for offset " + offset);
                }
            }
        }
    }
}
