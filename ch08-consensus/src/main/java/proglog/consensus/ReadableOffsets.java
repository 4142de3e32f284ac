package proglog.consensus;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import proglog.HighWaterMark;

/// Up to where the records of this node can be read: what has been applied, and is on its disk,
/// too. For many threads.
///
/// A majority without this node may have agreed on a record before its own disk has it.
final class ReadableOffsets {

    private final HighWaterMark mark = new HighWaterMark(0);
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Waiting> waiting = new ArrayDeque<>(); // guarded by lock; by offset
    private long applied; // guarded by lock
    private long stored; // guarded by lock

    private record Waiting(long nextOffset, Runnable action) {}

    HighWaterMark mark() {
        return mark;
    }

    void applied(long nextOffset) {
        lock.lock();
        try {
            applied = nextOffset;
        } finally {
            lock.unlock();
        }
        move();
    }

    void stored(long nextOffset) {
        lock.lock();
        try {
            stored = nextOffset;
        } finally {
            lock.unlock();
        }
        move();
    }

    // The mark only grows: what was taken back had not been applied.
    private void move() {
        lock.lock();
        try {
            long next = Math.min(applied, stored);
            if (next > mark.next()) {
                mark.moveTo(next);
            }
        } finally {
            lock.unlock();
        }
        run(mark.next());
    }

    /// Runs `action` once everything below `nextOffset` can be read.
    void whenReadable(long nextOffset, Runnable action) {
        if (nextOffset > mark.next()) {
            lock.lock();
            try {
                if (nextOffset > mark.next()) {
                    waiting.add(new Waiting(nextOffset, action));
                    return;
                }
            } finally {
                lock.unlock();
            }
        }
        action.run();
    }

    /// Runs every action that waits.
    void release() {
        run(Long.MAX_VALUE);
    }

    private void run(long next) {
        for (Optional<Waiting> one = poll(next); one.isPresent(); one = poll(next)) {
            one.get().action().run();
        }
    }

    private Optional<Waiting> poll(long next) {
        lock.lock();
        try {
            Waiting first = waiting.peek();
            if (first == null || first.nextOffset() > next) {
                return Optional.empty();
            }
            waiting.remove();
            return Optional.of(first);
        } finally {
            lock.unlock();
        }
    }
}
