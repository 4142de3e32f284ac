package proglog.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Waits for what only looking can tell.
final class Await {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

    private Await() {}

    @FunctionalInterface
    interface Condition {
        boolean holds() throws IOException;
    }

    /// Looks every 2 ms until `condition` holds, for so long at most.
    static void until(String what, Duration patience, Condition condition)
            throws IOException, InterruptedException {
        until(what, patience, BETWEEN_LOOKS, condition);
    }

    /// Looks less often: so that looking does not slow down what is waited for.
    static void until(String what, Duration patience, Duration betweenLooks, Condition condition)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - end > 0) {
                throw new IOException("waited in vain for %s: %s".formatted(patience, what));
            }
            LockSupport.parkNanos(betweenLooks.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
