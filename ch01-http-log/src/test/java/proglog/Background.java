package proglog;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Something a test lets happen on another thread, and bounded ways to wait for it.
public final class Background<T> implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final FutureTask<T> task;
    private final Thread thread;

    private Background(FutureTask<T> task, Thread thread) {
        this.task = task;
        this.thread = thread;
    }

    /// Starts `work` on a thread of its own.
    public static <T> Background<T> start(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        return new Background<>(task, Thread.ofPlatform().daemon().start(task));
    }

    /// Waits until `condition` holds.
    public static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("it did not happen within " + PATIENCE);
            }
            LockSupport.parkNanos(100_000);
        }
    }

    /// Waits until the thread waits for something, so that what comes next finds it waiting.
    public void awaitBlocked() {
        until(() -> isBlocked(thread.getState()));
        if (task.isDone()) {
            throw new AssertionError("it should wait, but it has ended");
        }
    }

    private static boolean isBlocked(Thread.State state) {
        return state == Thread.State.WAITING
                || state == Thread.State.TIMED_WAITING
                || state == Thread.State.TERMINATED;
    }

    /// Interrupts the thread.
    public void interrupt() {
        thread.interrupt();
    }

    /// What `work` returned; fails when it threw.
    public T result() throws InterruptedException {
        return result(PATIENCE);
    }

    /// The same for work that takes long.
    public T result(Duration patience) throws InterruptedException {
        try {
            return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw new AssertionError("it should have succeeded", failure.getCause());
        } catch (TimeoutException late) {
            throw new AssertionError("it did not end within " + patience, late);
        }
    }

    /// What `work` threw; fails when it returned.
    public Throwable failure() throws InterruptedException {
        try {
            T result = task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            throw new AssertionError("it should have failed, but returned " + result);
        } catch (ExecutionException failure) {
            return Objects.requireNonNull(failure.getCause());
        } catch (TimeoutException late) {
            throw new AssertionError("it did not end within " + PATIENCE, late);
        }
    }

    /// Interrupts a thread that the test left running.
    @Override
    public void close() {
        task.cancel(true);
    }
}
