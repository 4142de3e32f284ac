package proglog.observability;

import java.time.Duration;

/// Asks a [Health] again and again, so that its listeners learn of changes that nobody asks for.
///
/// For many threads.
public final class HealthWatch implements AutoCloseable {

    private final Thread thread;

    private HealthWatch(Thread thread) {
        this.thread = thread;
    }

    /// Asks whether `health` is ready, now and whenever `period` has passed since the last answer.
    public static HealthWatch start(Health health, Duration period) {
        return new HealthWatch(
                Thread.ofVirtual().name("health-watch").start(() -> watch(health, period)));
    }

    private static void watch(Health health, Duration period) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                var _ = health.ready();
                Thread.sleep(period);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    /// Stops asking. Closing again does nothing.
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
