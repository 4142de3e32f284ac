package proglog.bench.others;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// Counts what was acknowledged from `start` on, and keeps the first failure. For many threads.
public final class Acks {

    private final long start = System.nanoTime();
    private final LongAdder acknowledged = new LongAdder();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /// Notes that so many records are safe; or, if there is a failure, that.
    public void done(int records, @Nullable Throwable failed) {
        if (failed == null) {
            acknowledged.add(records);
        } else {
            failure.compareAndSet(null, failed);
        }
    }

    /// How many a second there were until now; fails when any failed.
    public double rate() throws IOException {
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IOException("an append failed: " + failed, failed);
        }
        return acknowledged.sum() / ((System.nanoTime() - start) / 1e9);
    }
}
