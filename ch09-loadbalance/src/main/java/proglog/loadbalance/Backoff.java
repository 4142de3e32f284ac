package proglog.loadbalance;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before trying again: twice as long each time, up to a limit, and never as long
/// as everybody else. For one thread at a time.
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(50);
    private static final double SPREAD = 0.2;

    private final RandomGenerator random;
    private long nanos = FIRST.toNanos(); // of the next pause

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /// The next pause, which is not much over `most`.
    long nextNanos(Duration most) {
        long next = Math.min(nanos, most.toNanos());
        nanos = 2 * next;
        return (long) (next * (1 + SPREAD * (2 * random.nextDouble() - 1)));
    }

    /// It went well: the next pause is short again.
    void reset() {
        nanos = FIRST.toNanos();
    }
}
