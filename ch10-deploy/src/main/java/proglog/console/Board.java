package proglog.console;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import proglog.Bytes;

/// Where the newest state hangs, and those who look at it. For many threads.
///
/// Only the newest: who reads slowly misses what came between, and costs nothing.
final class Board {

    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Bytes newest = Bytes.EMPTY; // guarded by lock, as are those below
    private long number; // of the newest, from 1
    private int viewers;
    private boolean isStirred;
    private boolean isClosed;

    /// What hung there.
    ///
    /// @param number grows with each
    /// @param state as it is sent
    record Notice(long number, Bytes state) {}

    /// For at most `most` viewers.
    Board(int most) {
        this.most = most;
    }

    /// Takes a viewer in, if there is room.
    boolean enter() {
        lock.lock();
        try {
            if (viewers == most || isClosed) {
                return false;
            }
            viewers++;
            isStirred = true; // the newest may be old
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// A viewer that was taken in leaves.
    void leave() {
        lock.lock();
        try {
            viewers--;
        } finally {
            lock.unlock();
        }
    }

    /// The number of the newest state.
    long number() {
        lock.lock();
        try {
            return number;
        } finally {
            lock.unlock();
        }
    }

    /// Hangs up `state`.
    void show(Bytes state) {
        lock.lock();
        try {
            newest = state;
            number++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a state newer than the one numbered `seen`, and fails with an interrupt when there
    /// will be none.
    Notice awaitNewer(long seen) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (number <= seen) {
                if (isClosed) {
                    throw new InterruptedException("nothing more will be shown");
                }
                changed.await();
            }
            return new Notice(number, newest);
        } finally {
            lock.unlock();
        }
    }

    /// Has the next state made at once.
    void stir() {
        lock.lock();
        try {
            isStirred = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until another state is wanted: somebody looks, and it was stirred or the time is over.
    void awaitWanted(long millis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (viewers == 0 || (!isStirred && left > 0)) {
                if (viewers == 0) {
                    changed.await();
                } else {
                    left = changed.awaitNanos(left);
                }
            }
            isStirred = false;
        } finally {
            lock.unlock();
        }
    }

    /// Tells all who wait that nothing more will come.
    void close() {
        lock.lock();
        try {
            isClosed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
