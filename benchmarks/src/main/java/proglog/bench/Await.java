package proglog.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Waits for what only looking can tell.
final class Await {

    private static final long BETWEEN_LOOKS_NANOS = 2_000_000;

    private Await() {}

    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException;
    }

    /// Looks again and again until `condition` holds, for so long at most.
    static void until(String what, Duration patience, Condition condition)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - end > 0) {
                throw new IOException("waited in vain for %s: %s".formatted(patience, what));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
