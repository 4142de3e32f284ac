package proglog.consensus.jraft;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// Tells the other nodes soon what is committed, when no entry follows that would tell them.
///
/// JRaft leaves it to its next heartbeat then, a tenth of the election time-out later: so long
/// would an append at a follower take, and a record until a follower shows it. For many threads.
final class CommitNews implements AutoCloseable {

    // An entry that follows this soon tells them at less cost.
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final BooleanSupplier isQuiet;
    private final Runnable tell;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean isDue; // guarded by lock
    private boolean isClosed; // guarded by lock

    private CommitNews(BooleanSupplier isQuiet, Runnable tell) {
        this.isQuiet = isQuiet;
        this.tell = tell;
    }

    /// @param isQuiet whether no entry is on its way
    /// @param tell has the other nodes told
    static CommitNews start(BooleanSupplier isQuiet, Runnable tell) {
        CommitNews news = new CommitNews(isQuiet, tell);
        Thread.ofVirtual().name("raft-news").start(news::run);
        return news;
    }

    /// More has been committed.
    void due() {
        lock.lock();
        try {
            isDue = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (awaitDue()) {
            LockSupport.parkNanos(PAUSE_NANOS);
            if (isQuiet.getAsBoolean()) {
                tell.run();
            } // else it will be due again, when that entry is committed
        }
    }

    private boolean awaitDue() {
        lock.lock();
        try {
            while (!isDue && !isClosed) {
                changed.awaitUninterruptibly();
            }
            isDue = false;
            return !isClosed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }
}
