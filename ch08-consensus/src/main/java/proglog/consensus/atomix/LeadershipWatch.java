package proglog.consensus.atomix;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import proglog.LogUnavailableException;
import proglog.consensus.ClusterNode;
import proglog.consensus.Consensus.Registration;
import proglog.consensus.Leadership;

/// Tells of changes of leadership. For many threads.
///
/// Atomix tells of some changes only: of a new leader, not of one that is lost. So whoever may have
/// caused one calls [#look], and the watch looks by itself every 100 ms.
final class LeadershipWatch implements AutoCloseable {

    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Supplier<Leadership> source;
    private final Runnable everyTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Consumer<Leadership>> listeners = new ArrayList<>(); // under lock
    private final List<Runnable> lookers = new ArrayList<>(); // under lock
    private final Thread thread;
    private volatile Leadership now = new Leadership(0, Optional.empty(), false); // under lock
    private boolean isAsked; // under lock
    private boolean isClosed; // under lock

    private LeadershipWatch(String name, Supplier<Leadership> source, Runnable everyTime) {
        this.source = source;
        this.everyTime = everyTime;
        this.thread = Thread.ofVirtual().name("leadership-" + name).unstarted(this::run);
    }

    /// Begins to look at `source`, and runs `everyTime` whenever it has looked.
    static LeadershipWatch start(String name, Supplier<Leadership> source, Runnable everyTime) {
        LeadershipWatch watch = new LeadershipWatch(name, source, everyTime);
        watch.thread.start();
        return watch;
    }

    Leadership now() {
        return now;
    }

    /// Has the watch look soon; does not wait.
    void look() {
        if (source.get().equals(now)) {
            return;
        }
        lock.lock();
        try {
            isAsked = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Registration listen(Consumer<Leadership> listener) {
        return add(listeners, listener, () -> listener.accept(now));
    }

    /// Runs `looker` now, and every time the watch has looked.
    Registration onLook(Runnable looker) {
        return add(lookers, looker, looker);
    }

    private <T> Registration add(List<T> all, T one, Runnable first) {
        lock.lock();
        try {
            first.run();
            all.add(one);
        } finally {
            lock.unlock();
        }
        return () -> {
            lock.lock();
            try {
                all.remove(one);
            } finally {
                lock.unlock();
            }
        };
    }

    ClusterNode awaitLeader(Duration timeout) {
        long left = timeout.toNanos();
        lock.lock();
        try {
            while (now.leader().isEmpty()) {
                if (left <= 0 || isClosed) {
                    throw new LogUnavailableException("no leader is known after " + timeout);
                }
                left = changed.awaitNanos(left);
            }
            return now.leader().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("interrupted while waiting for a leader", e);
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        lock.lock();
        try {
            while (!isClosed) {
                Leadership next = source.get();
                if (!next.equals(now)) {
                    now = next;
                    changed.signalAll();
                    List.copyOf(listeners).forEach(listener -> listener.accept(next));
                }
                everyTime.run();
                List.copyOf(lookers).forEach(Runnable::run);
                if (!isAsked && !isClosed) {
                    changed.awaitNanos(PERIOD_NANOS);
                }
                isAsked = false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        } finally {
            lock.unlock();
        }
    }

    /// Ends the calls; closing again does nothing.
    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            now = new Leadership(now.term(), Optional.empty(), false);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
