package proglog;

import java.time.Duration;

/// Until when a caller is willing to wait. Immutable.
///
/// A point on the clock that never jumps, so that it survives a change of the time of day.
public final class Deadline {

    private static final long MAX_SECONDS = Long.MAX_VALUE / 4_000_000_000L;
    private static final Deadline NEVER = new Deadline(0, false);

    private final long nanoTime; // on System.nanoTime()'s scale
    private final boolean bounded;

    private Deadline(long nanoTime, boolean bounded) {
        this.nanoTime = nanoTime;
        this.bounded = bounded;
    }

    /// Waits as long as it takes.
    public static Deadline never() {
        return NEVER;
    }

    /// `timeout` from now; zero or less has passed already.
    public static Deadline after(Duration timeout) {
        // Some 73 years either way: more would overflow when the clock is subtracted again.
        long seconds = Math.clamp(timeout.toSeconds(), -MAX_SECONDS, MAX_SECONDS);
        return new Deadline(
                System.nanoTime() + seconds * 1_000_000_000L + timeout.toNanosPart(), true);
    }

    /// Whether there is no time left.
    public boolean hasPassed() {
        return remainingNanos() <= 0;
    }

    /// The nanoseconds that are left; zero or less when none are, [Long#MAX_VALUE] for [#never].
    public long remainingNanos() {
        return bounded ? nanoTime - System.nanoTime() : Long.MAX_VALUE;
    }
}
