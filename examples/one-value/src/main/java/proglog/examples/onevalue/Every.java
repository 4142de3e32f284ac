package proglog.examples.onevalue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Does something once a period, on a thread of its own, until it is closed. For many threads.
final class Every implements AutoCloseable {

    /// What is to be done; it is interrupted when it is still under way at the end.
    @FunctionalInterface
    interface Work {

        void run() throws InterruptedException;
    }

    private final CountDownLatch closed;
    private final Thread thread;

    private Every(CountDownLatch closed, Thread thread) {
        this.closed = closed;
        this.thread = thread;
    }

    /// Begins with a wait of one `period`. What is missed while the work takes longer is left out.
    static Every start(String name, Duration period, Work work) {
        CountDownLatch closed = new CountDownLatch(1);
        Thread thread =
                Thread.ofVirtual().name(name).start(() -> run(period.toNanos(), work, closed));
        return new Every(closed, thread);
    }

    private static void run(long nanos, Work work, CountDownLatch closed) {
        long next = System.nanoTime() + nanos;
        try {
            while (!closed.await(next - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                work.run();
                next = Math.max(next + nanos, System.nanoTime());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // closed in the middle of the work
        }
    }

    /// Ends the work under way and waits until it has ended. Closing again does nothing.
    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
