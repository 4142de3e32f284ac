package proglog.grpc;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import proglog.Appender;
import proglog.Batch;

/// The appends of one stream that were begun and are not answered yet. One thread adds, one takes.
final class UnderWay {

    /// How many there may be: while one is on its way to the disks, the next one is made ready.
    static final int MOST = 4;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Group> groups = new ArrayDeque<>(); // guarded by lock
    private int taken; // and not answered yet: 0 or 1; guarded by lock
    private boolean isEnded; // guarded by lock
    private Optional<Throwable> failure = Optional.empty(); // guarded by lock

    /// What is appended at once.
    ///
    /// @param batches what each request has brought
    /// @param append all of it
    record Group(List<Batch> batches, Appender.Begun append) {}

    /// Waits until there may be another one.
    void awaitRoom() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (groups.size() + taken >= MOST) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    void add(Group group) {
        change(() -> groups.add(group));
    }

    /// Nothing more will be added.
    void end() {
        change(() -> isEnded = true);
    }

    /// Nothing more will be added: what came next failed, as [#next] does when all others are
    /// taken.
    void end(Throwable reason) {
        change(() -> {
            isEnded = true;
            failure = Optional.of(reason);
        });
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for the next one; the one before has been answered. Empty when there will be none.
    Optional<Group> next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            taken = 0;
            changed.signalAll();
            while (groups.isEmpty() && !isEnded) {
                changed.await();
            }
            if (groups.isEmpty()) {
                throwFailure();
                return Optional.empty();
            }
            taken = 1;
            return Optional.of(groups.remove());
        } finally {
            lock.unlock();
        }
    }

    private void throwFailure() {
        switch (failure.orElse(null)) {
            case null -> {}
            case RuntimeException exception -> throw exception;
            case Error error -> throw error;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }
}
