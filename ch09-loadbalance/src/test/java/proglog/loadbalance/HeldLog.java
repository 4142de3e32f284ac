package proglog.loadbalance;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import proglog.Batch;
import proglog.CommitLog;
import proglog.Consistency;
import proglog.Deadline;
import proglog.InMemoryLog;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.LogUnavailableException;
import proglog.OffsetRange;

/// A log whose appends a test holds up, or refuses. For many threads.
final class HeldLog implements CommitLog {

    private final CommitLog log = new InMemoryLog();
    private final AtomicInteger appends = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0); // by the test
    private volatile Function<Batch, Optional<RuntimeException>> refusals = // by the test
            _ -> Optional.empty();

    void hold() {
        gate = new CountDownLatch(1);
    }

    void release() {
        gate.countDown();
    }

    void refuse(Function<Batch, Optional<RuntimeException>> refusals) {
        this.refusals = refusals;
    }

    /// How many it was asked for.
    int appends() {
        return appends.get();
    }

    @Override
    public OffsetRange append(Batch batch, Deadline deadline) {
        appends.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("interrupted before the append began");
        }
        Optional<RuntimeException> refusal = refusals.apply(batch);
        if (refusal.isPresent()) {
            throw refusal.get();
        }
        return log.append(batch, deadline);
    }

    @Override
    public LogRecord read(long offset, Consistency consistency, Deadline deadline) {
        return log.read(offset, consistency, deadline);
    }

    @Override
    public OffsetRange offsets() {
        return log.offsets();
    }

    @Override
    public long offsetAt(Instant time) {
        return log.offsetAt(time);
    }

    @Override
    public LogCursor follow(long offset) {
        return log.follow(offset);
    }

    @Override
    public void close() {
        log.close();
    }
}
