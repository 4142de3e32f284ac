package proglog.storage;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import proglog.OffsetRange;

/// Gives offsets, but writes only as many groups as the test allows. For many threads.
final class SlowWriter implements GroupCommit.Writer {
    private final Semaphore allowed = new Semaphore(0);
    private final List<Integer> groups = new CopyOnWriteArrayList<>();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private volatile boolean failsNext; // written by the test
    private long next;

    void allow(int writes) {
        allowed.release(writes);
    }

    /// The next write fails as none should.
    void failNext() {
        failsNext = true;
    }

    /// How large the groups were that were begun.
    List<Integer> groups() {
        return List.copyOf(groups);
    }

    int mostAtOnce() {
        return mostAtOnce.get();
    }

    @Override
    public void write(List<Append> group) {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        groups.add(group.size());
        allowed.acquireUninterruptibly();
        atOnce.decrementAndGet();
        if (failsNext) {
            failsNext = false;
            throw new IllegalStateException("broken");
        }
        for (Append append : group) {
            append.place(new OffsetRange(next, ++next));
            append.succeed();
        }
    }
}
