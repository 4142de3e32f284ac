package proglog.grpc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import proglog.Batch;
import proglog.CommitLog;
import proglog.Consistency;
import proglog.Deadline;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.LogUnavailableException;
import proglog.OffsetRange;

/// A log whose appends a test holds up or lets fail, and that counts what it is asked. For many
/// threads.
public final class StagedLog implements CommitLog {

    private final CommitLog log;
    private final List<Batch> appends = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger cursors = new AtomicInteger();
    private final AtomicInteger steps = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private volatile CountDownLatch gate = new CountDownLatch(0); // written by the test
    private volatile Function<Batch, Optional<RuntimeException>> failures = _ -> Optional.empty();

    /// Keeps what it is given in `log`.
    public StagedLog(CommitLog log) {
        this.log = log;
    }

    /// From now on appends wait.
    public void hold() {
        gate = new CountDownLatch(1);
    }

    /// Lets the appends go on.
    public void release() {
        gate.countDown();
    }

    /// From now on an append fails as `failures` says, without having happened.
    public void fail(Function<Batch, Optional<RuntimeException>> failures) {
        this.failures = failures;
    }

    /// What it was asked to append, whether it did or not.
    public List<Batch> appends() {
        return appends;
    }

    /// How many cursors are open.
    public int cursors() {
        return cursors.get();
    }

    /// How often a cursor was asked for a record, or whether it has one.
    public int steps() {
        return steps.get();
    }

    /// How many bytes of values its cursors gave away.
    public long bytes() {
        return bytes.get();
    }

    @Override
    public OffsetRange append(Batch batch, Deadline deadline) {
        appends.add(batch);
        try {
            gate.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("interrupted before the append began");
        }
        Optional<RuntimeException> failure = failures.apply(batch);
        if (failure.isPresent()) {
            throw failure.get();
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
        LogCursor cursor = log.follow(offset);
        cursors.incrementAndGet();
        return new LogCursor() {

            @Override
            public LogRecord next() throws InterruptedException {
                steps.incrementAndGet();
                LogRecord record = cursor.next();
                bytes.addAndGet(record.value().length());
                return record;
            }

            @Override
            public boolean isReady() {
                steps.incrementAndGet();
                return cursor.isReady();
            }

            @Override
            public void close() {
                cursor.close();
                cursors.decrementAndGet();
            }
        };
    }

    @Override
    public void close() {
        log.close();
    }
}
