package proglog.loadbalance;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import proglog.LogUnavailableException;

/// Where the callers of a [Producer], its sender and its streams meet. For many threads.
final class Outbox {

    private final long mostBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition(); // for the sender
    private final Condition progress = lock.newCondition(); // for callers
    private final Delivery delivery; // guarded by lock
    private final Dispatch dispatch; // guarded by lock
    private final TreeSet<Long> open = new TreeSet<>(); // batches not done yet; guarded by lock
    private long buffered; // bytes; guarded by lock
    private boolean isClosed; // guarded by lock

    /// @param producers gives what the cluster is to know the producer by
    /// @param streams opens a stream that the listener hears
    Outbox(ProducerConfig config, LongSupplier producers, StreamLine.Streams streams) {
        this.mostBytes = config.bufferBytes();
        this.delivery = new Delivery(config, producers);
        this.dispatch =
                new Dispatch(
                        config, delivery, () -> new StreamLine(streams, this), System.nanoTime());
    }

    /// Takes `sending`, as soon as there is room.
    void add(Sending sending) {
        if (!take(sending)) {
            sending.fail(new LogUnavailableException("the producer is closed"));
        }
    }

    private boolean take(Sending sending) {
        long cost = sending.cost();
        lock.lock();
        try {
            awaitWhile(() -> !isClosed && buffered > 0 && buffered + cost > mostBytes);
            if (isClosed) {
                return false;
            }
            delivery.add(sending, System.nanoTime());
            buffered += cost;
            boolean isNewBatch = open.add(delivery.lastNumber());
            if (isNewBatch || dispatch.canSend()) {
                work.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /// Returns when all that was taken before has been acknowledged, or has failed.
    void flush() {
        lock.lock();
        try {
            long last = delivery.lastNumber();
            awaitWhile(() -> !open.isEmpty() && open.first() <= last);
        } finally {
            lock.unlock();
        }
    }

    private void awaitWhile(BooleanSupplier isTooEarly) {
        try {
            while (isTooEarly.getAsBoolean()) {
                progress.await();
            }
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("interrupted while waiting for the log", interrupt);
        }
    }

    /// Takes nothing more; the sender stops when all is done.
    void close() {
        lock.lock();
        try {
            isClosed = true;
            work.signal();
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until the sender has something to do.
    Step next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                long now = System.nanoTime();
                Optional<Step> step = dispatch.next(now, isClosed);
                if (step.isPresent()) {
                    return step.get();
                }
                Optional<Duration> patience = dispatch.patience(now);
                if (patience.isPresent()) {
                    var _ = work.awaitNanos(patience.get().toNanos());
                } else {
                    work.await();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// `line` may take more.
    void ready() {
        lock.lock();
        try {
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /// `line` has an answer.
    void answered(Line line, long firstOffset) {
        Optional<Parcel> answered;
        lock.lock();
        try {
            answered = dispatch.answered(line, System.nanoTime());
            answered.ifPresent(this::release);
        } finally {
            lock.unlock();
        }
        answered.ifPresent(parcel -> {
            parcel.complete(firstOffset);
            done(parcel);
        });
    }

    /// `line` has ended.
    void ended(Line line, RuntimeException failure) {
        List<Parcel> failed;
        lock.lock();
        try {
            failed = dispatch.ended(line, failure, System.nanoTime());
            work.signal();
        } finally {
            lock.unlock();
        }
        fail(failed, failure);
    }

    /// Gives up all that there is, and the line; the sender has stopped.
    void giveUp(RuntimeException failure) {
        List<Parcel> all;
        Optional<Line> line;
        lock.lock();
        try {
            isClosed = true;
            line = dispatch.giveUp();
            all = delivery.giveUp();
        } finally {
            lock.unlock();
        }
        line.ifPresent(one -> one.abandon("the producer is closed"));
        fail(all, failure);
    }

    /// Tells those who wait for `parcels`, which are no longer to be delivered, of their `failure`.
    void fail(List<Parcel> parcels, RuntimeException failure) {
        for (Parcel parcel : parcels) {
            lock.lock();
            try {
                release(parcel);
            } finally {
                lock.unlock();
            }
            parcel.fail(failure);
            done(parcel);
        }
    }

    // Before anybody hears of it: who hears of it may send more.
    private void release(Parcel parcel) {
        buffered -= parcel.bytes();
        work.signal();
        progress.signalAll();
    }

    private void done(Parcel parcel) {
        lock.lock();
        try {
            open.remove(parcel.number());
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
