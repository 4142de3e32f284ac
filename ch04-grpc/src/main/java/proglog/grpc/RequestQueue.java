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

    /// How many requests may be under way to a queue that has room: to ask for each by itself would
    /// cost a round trip through the connection's thread for each.
    private static final int MAX_UNDER_WAY = 32;

    private static final int BATCH_OVERHEAD_BYTES = 64;
    private static final int VALUE_OVERHEAD_BYTES = 48;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Batch> batches = new ArrayDeque<>(); // guarded by lock
    private long bytes; // guarded by lock
    private int underWay; // requests asked for and not added yet; guarded by lock
    private long largest; // bytes of a batch so far, 0 before the first; guarded by lock
    private boolean isEnded; // guarded by lock
    private Optional<IllegalArgumentException> refusal = Optional.empty(); // guarded by lock

    /// What was taken.
    ///
    /// @param group may be appended at once; empty when there is nothing and never will be
    /// @param room how many requests more to ask the client for
    record Taken(List<Batch> group, int room) {}

    /// How many requests to ask the client for before the first has come.
    int open() {
        lock.lock();
        try {
            return room();
        } finally {
            lock.unlock();
        }
    }

    /// Adds a batch, unless the queue has ended, and says how many requests more to ask the client
    /// for.
    int add(Batch batch) {
        lock.lock();
        try {
            if (isEnded) {
                return 0; // it was under way behind one that was refused
            }
            underWay--;
            batches.add(batch);
            bytes += bytes(batch);
            largest = Math.max(largest, bytes(batch));
            changed.signal();
            return room();
        } finally {
            lock.unlock();
        }
    }

    /// Nothing while the queue is full; else as many as are wanted under way, once half of them
    /// have come: few when they are large.
    private int room() {
        int wanted = largest == 0 ? 1 : Math.clamp(MAX_BYTES / largest, 1, MAX_UNDER_WAY);
        int room = bytes < MAX_BYTES && underWay <= wanted / 2 ? wanted - underWay : 0;
        underWay += room;
        return room;
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
            long taken = 0;
            while (canJoin(group, taken)) {
                group.add(batches.remove());
                taken += bytes(group.getLast());
            }
            bytes -= taken;
            return new Taken(group, room());
        } finally {
            lock.unlock();
        }
    }

    private boolean canJoin(List<Batch> group, long taken) {
        if (batches.isEmpty() || group.isEmpty()) {
            return !batches.isEmpty();
        }
        Batch next = batches.element();
        return group.getLast().sequence().isNone()
                && next.sequence().isNone()
                && taken + bytes(next) <= MAX_BYTES;
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
