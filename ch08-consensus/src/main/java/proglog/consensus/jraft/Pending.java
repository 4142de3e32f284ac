package proglog.consensus.jraft;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import proglog.CommitLogException;
import proglog.LogUnavailableException;
import proglog.OutcomeUnknownException;

/// The futures that callers hold, and how much they wait to have agreed on: each future ends, and
/// what waits fits into memory. For many threads.
final class Pending implements AutoCloseable {

    private static final int MAX_COMMANDS = 4096;
    private static final long MAX_BYTES =
            Math.clamp(Runtime.getRuntime().maxMemory() / 8, 17L << 20, 64L << 20);
    private static final long LOOK_MILLIS = 100;

    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
    private final AtomicLong bytes = new AtomicLong();
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("raft-pending").factory());
    private volatile boolean isClosed; // set once, by close

    /// Somebody who waits. Compared by identity.
    private static final class Wait {

        private final CompletableFuture<?> future;
        private final long deadline;
        private final boolean isCommand;
        private final Supplier<CommitLogException> late;

        Wait(
                CompletableFuture<?> future,
                long deadline,
                boolean isCommand,
                Supplier<CommitLogException> late) {
            this.future = future;
            this.deadline = deadline;
            this.isCommand = isCommand;
            this.late = late;
        }
    }

    static Pending start() {
        Pending pending = new Pending();
        var _ =
                pending.watch.scheduleWithFixedDelay(
                        pending::expire, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        return pending;
    }

    /// A future that ends as unknown after some seconds, for a command of so many bytes; one that
    /// has failed when there are too many.
    <T> CompletableFuture<T> command(int length, long timeoutNanos) {
        if (waits.size() >= MAX_COMMANDS || (bytes.get() > 0 && bytes.get() + length > MAX_BYTES)) {
            return CompletableFuture.failedFuture(
                    new LogUnavailableException(
                            "overloaded: %d commands of %d bytes are under way"
                                    .formatted(waits.size(), bytes.get())));
        }
        bytes.addAndGet(length);
        CompletableFuture<T> future =
                add(
                        timeoutNanos,
                        true,
                        () ->
                                new OutcomeUnknownException(
                                        "not agreed on within %d ms"
                                                .formatted(
                                                        TimeUnit.NANOSECONDS.toMillis(
                                                                timeoutNanos))));
        var _ = future.whenComplete((_, _) -> bytes.addAndGet(-length));
        return future;
    }

    /// Whether no command is on its way.
    boolean isQuiet() {
        return bytes.get() == 0;
    }

    /// A future that fails with `late` after `timeoutNanos`.
    <T> CompletableFuture<T> future(long timeoutNanos, Supplier<CommitLogException> late) {
        return add(timeoutNanos, false, late);
    }

    private <T> CompletableFuture<T> add(
            long timeoutNanos, boolean isCommand, Supplier<CommitLogException> late) {
        CompletableFuture<T> future = new CompletableFuture<>();
        Wait wait = new Wait(future, System.nanoTime() + timeoutNanos, isCommand, late);
        waits.add(wait);
        var _ = future.whenComplete((_, _) -> waits.remove(wait));
        if (isClosed) {
            future.completeExceptionally(LogUnavailableException.closed());
        }
        return future;
    }

    private void expire() {
        long now = System.nanoTime();
        for (Wait wait : waits) {
            if (now - wait.deadline >= 0) {
                wait.future.completeExceptionally(wait.late.get());
            }
        }
    }

    /// Nobody may ever say how the commands that wait have ended.
    void reignEnded() {
        for (Wait wait : waits) {
            if (wait.isCommand) {
                wait.future.completeExceptionally(
                        new OutcomeUnknownException(
                                "this node stopped leading before it was agreed on"));
            }
        }
    }

    @Override
    public void close() {
        isClosed = true;
        watch.shutdownNow();
        for (Wait wait : waits) {
            wait.future.completeExceptionally(
                    new OutcomeUnknownException("closed before it was agreed on"));
        }
    }
}
