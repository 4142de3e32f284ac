package proglog.consensus.jraft;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;

/// Tells the other nodes soon what is committed, when no entry follows that would tell them.
///
/// JRaft leaves it to its next heartbeat then, a tenth of the election time-out later: so long
/// would an append at a follower take, and a record until a follower shows it. For many threads.
final class CommitNews implements AutoCloseable {

    // An entry that follows this soon tells them at less cost.
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    // While one follows the other, to look costs more than to be late after the last one.
    private static final long MOST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    private final BooleanSupplier isQuiet;
    private final Runnable tell;
    private final LongConsumer pause;
    private final AtomicLong commits = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile boolean isAwake; // written under lock
    private volatile boolean isClosed; // written under lock

    private CommitNews(BooleanSupplier isQuiet, Runnable tell, LongConsumer pause) {
        this.isQuiet = isQuiet;
        this.tell = tell;
        this.pause = pause;
    }

    /// @param isQuiet whether no entry is on its way
    /// @param tell has the other nodes told
    static CommitNews start(BooleanSupplier isQuiet, Runnable tell) {
        return start(isQuiet, tell, LockSupport::parkNanos);
    }

    /// @param pause waits for so many nanoseconds
    static CommitNews start(BooleanSupplier isQuiet, Runnable tell, LongConsumer pause) {
        CommitNews news = new CommitNews(isQuiet, tell, pause);
        Thread.ofVirtual().name("raft-news").start(news::run);
        return news;
    }

    /// More has been committed.
    void due() {
        commits.incrementAndGet();
        if (!isAwake) { // who is awake looks by itself: under load nobody is woken for each entry
            signal();
        }
    }

    private void signal() {
        lock.lock();
        try {
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        long told = 0;
        while (awaitMoreThan(told)) {
            told = awaitQuiet();
            if (!isClosed) {
                tell.run();
            }
        }
    }

    // Returns how many were committed once no more were for a while, and none is on its way.
    private long awaitQuiet() {
        long nanos = PAUSE_NANOS;
        long seen;
        do {
            seen = commits.get();
            pause.accept(nanos);
            nanos = Math.min(2 * nanos, MOST_PAUSE_NANOS);
        } while (!isClosed && (seen != commits.get() || !isQuiet.getAsBoolean()));
        return seen;
    }

    private boolean awaitMoreThan(long told) {
        lock.lock();
        try {
            isAwake = false; // before the look at the count: who counts looks at this afterwards
            while (commits.get() == told && !isClosed) {
                changed.awaitUninterruptibly();
            }
            isAwake = true;
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
