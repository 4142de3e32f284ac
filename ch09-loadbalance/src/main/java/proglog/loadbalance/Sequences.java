package proglog.loadbalance;

import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import proglog.Deadline;
import proglog.LogUnavailableException;
import proglog.ProducerSequence;
import proglog.Producers;

/// Numbers the batches of one producer, and lets none get so far ahead of another that the cluster
/// would forget that one. For many threads.
final class Sequences {

    /// How far the newest may be ahead of the oldest that is not done.
    private static final int WINDOW = Producers.BATCHES / 2;

    private final long producer;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final TreeSet<Long> open = new TreeSet<>(); // taken and not done; guarded by lock
    private long last; // guarded by lock

    Sequences(long producer) {
        this.producer = producer;
    }

    /// The next number; waits while the oldest one is too far behind.
    ProducerSequence take(Deadline deadline) {
        lock.lock();
        try {
            awaitRoom(deadline);
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
            open.remove(sequence.sequence());
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
