package proglog.security;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// Bounds how many lines strangers can make us log: some in each period; the rest are counted.
///
/// For many threads.
final class LogBudget {

    private final int linesPerPeriod;
    private final long periodNanos;
    private final LongSupplier nanoTime;
    private long begin; // of the current period; guarded by this, as are the two below
    private int spent;
    private long unsaid;

    LogBudget(int linesPerPeriod, Duration period, LongSupplier nanoTime) {
        this.linesPerPeriod = linesPerPeriod;
        this.periodNanos = period.toNanos();
        this.nanoTime = nanoTime;
        this.begin = nanoTime.getAsLong();
    }

    /// Whether a line may be logged; if so, how many were not since the last one.
    synchronized OptionalLong spend() {
        long now = nanoTime.getAsLong();
        if (now - begin >= periodNanos) {
            begin = now;
            spent = 0;
        }
        if (spent == linesPerPeriod) {
            unsaid++;
            return OptionalLong.empty();
        }
        spent++;
        long skipped = unsaid;
        unsaid = 0;
        return OptionalLong.of(skipped);
    }
}
