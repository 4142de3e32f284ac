package proglog.loadbalance;

import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import proglog.Deadline;
import proglog.LogUnavailableException;
import proglog.ProducerSequence;
import proglog.Producers;

/// Numbers the batches of one producer, and lets none get so far ahead of another that the cluster
/// would forget that one. For many threads.
final class Sequences {

    /// How far the newest may be ahead of the oldest that is not done.
    private static final int WINDOW = Producers.BATCHES / 2;

    private final LongSupplier producers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final TreeSet<Long> open = new TreeSet<>(); // taken and not done; guarded by lock
    private long producer; // guarded by lock
    private long last; // guarded by lock

    /// @param producers gives what the cluster is to know the producer by
    Sequences(LongSupplier producers) {
        this.producers = producers;
        this.producer = producers.getAsLong();
    }

    /// The next number; waits while the oldest one is too far behind.
    ProducerSequence take(Deadline deadline) {
        lock.lock();
        try {
            awaitRoom(deadline);
            if (open.isEmpty() && last > 0) {
                // From a number that no new producer has, the cluster can tell that it has
                // forgotten this one.
                last = Math.max(last, Producers.BATCHES);
            }
            open.add(++last);
            return new ProducerSequence(producer, last);
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom(Deadline deadline) {
        try {
            while (!open.isEmpty() && last + 1 - open.first() >= WINDOW) {
                if (deadline.hasPassed()) {
                    throw new LogUnavailableException("too many appends are waiting");
                }
                var _ = moved.awaitNanos(deadline.remainingNanos());
            }
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("interrupted before the append began", interrupt);
        }
    }

    /// The batch of this number will not be sent again.
    void done(ProducerSequence sequence) {
        lock.lock();
        try {
            if (sequence.producer() == producer) {
                open.remove(sequence.sequence());
                moved.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// The cluster has forgotten the producer of `sequence`: what comes next is another one's.
    void forgotten(ProducerSequence sequence) {
        lock.lock();
        try {
            if (sequence.producer() == producer) {
                producer = producers.getAsLong();
                last = 0;
                open.clear();
                moved.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }
}
