package proglog.grpc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import proglog.Batch;
import proglog.Bytes;

/// What a stream has asked to append and waits for its turn. One thread adds, one takes.
final class RequestQueue {

    /// How many bytes may wait, and so about how many are appended at once.
    static final int MAX_BYTES = 1024 * 1024;

    private static final int BATCH_OVERHEAD_BYTES = 64;
    private static final int VALUE_OVERHEAD_BYTES = 48;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Batch> batches = new ArrayDeque<>(); // guarded by lock
    private long bytes; // guarded by lock
    private boolean isFull; // guarded by lock
    private boolean isEnded; // guarded by lock
    private Optional<IllegalArgumentException> refusal = Optional.empty(); // guarded by lock

    /// What was taken.
    ///
    /// @param group may be appended at once; empty when there is nothing and never will be
    /// @param hasMadeRoom whether the queue was full and is so no longer
    record Taken(List<Batch> group, boolean hasMadeRoom) {}

    /// Adds a batch, and says whether there is room for another.
    boolean add(Batch batch) {
        lock.lock();
        try {
            batches.add(batch);
            bytes += bytes(batch);
            isFull = bytes >= MAX_BYTES;
            changed.signal();
            return !isFull;
        } finally {
            lock.unlock();
        }
    }

    /// Nothing more will be added.
    void end() {
        end(Optional.empty());
    }

    /// Nothing more will be added: what came next was `refused`, which is what [#take] fails with
    /// when all the others are taken.
    void end(IllegalArgumentException refused) {
        end(Optional.of(refused));
    }

    private void end(Optional<IllegalArgumentException> reason) {
        lock.lock();
        try {
            if (!isEnded) {
                isEnded = true;
                refusal = reason;
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a batch and takes it, with those behind it when all of them come from nobody that
    /// would repeat them: a batch with a sequence must be remembered, or refused, by itself.
    Taken take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (batches.isEmpty() && !isEnded) {
                changed.await();
            }
            if (batches.isEmpty() && refusal.isPresent()) {
                throw refusal.get();
            }
            List<Batch> group = new ArrayList<>();
            while (canJoin(group)) {
                group.add(batches.remove());
                bytes -= bytes(group.getLast());
            }
            boolean hasMadeRoom = isFull && bytes < MAX_BYTES;
            isFull = isFull && !hasMadeRoom;
            return new Taken(group, hasMadeRoom);
        } finally {
            lock.unlock();
        }
    }

    private boolean canJoin(List<Batch> group) {
        if (batches.isEmpty() || group.isEmpty()) {
            return !batches.isEmpty();
        }
        return group.getLast().sequence().isNone() && batches.element().sequence().isNone();
    }

    /// About what it takes in memory: an empty value does, too.
    private static long bytes(Batch batch) {
        long sum = BATCH_OVERHEAD_BYTES;
        for (Bytes value : batch.values()) {
            sum += value.length() + VALUE_OVERHEAD_BYTES;
        }
        return sum;
    }
}
