package proglog.discovery;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/// Where the newest roster hangs, and where one waits for another one. For many threads.
final class Board {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile Roster current = Roster.EMPTY; // written under lock, read without it

    Roster current() {
        return current;
    }

    /// Replaces the roster, and returns the one before.
    Roster update(UnaryOperator<Roster> change) {
        lock.lock();
        try {
            Roster before = current;
            current = change.apply(before);
            changed.signalAll();
            return before;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until the roster is not `known`.
    Roster awaitOtherThan(Roster known) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (current.equals(known)) {
                changed.await();
            }
            return current;
        } finally {
            lock.unlock();
        }
    }
}
