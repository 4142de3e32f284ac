package proglog.bench.others;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Waits for what only asking again can tell.
final class Waiting {

    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final long BETWEEN_LOOKS_NANOS = 2_000_000;

    private Waiting() {}

    @FunctionalInterface
    interface Condition {
        /// Whether it is so; what is thrown means not yet.
        boolean holds() throws Exception;
    }

    /// Looks again and again until `condition` holds, for a minute at most. What is thrown by a
    /// server that has ended is thrown on.
    static void until(String what, Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        @Nullable Exception last = null;
        do {
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (InterruptedException | ServerEndedException atOnce) {
                throw atOnce;
            } catch (Exception notYet) {
                last = notYet;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        } while (System.nanoTime() - end < 0);
        throw new IOException(
                "waited in vain for %s for %s: %s".formatted(PATIENCE, what, last), last);
    }
}
