package proglog.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import proglog.OffsetRange;
import proglog.OutcomeUnknownException;

/// What a producer was given, in order, until its offsets are printed. One thread adds, another
/// prints.
final class Receipts {

    private static final int AHEAD = 64 * 1024;

    private record Receipt(CompletableFuture<OffsetRange> offsets, long bytes) {}

    private final BlockingQueue<Receipt> waiting = new ArrayBlockingQueue<>(AHEAD);
    private final Receipt end = new Receipt(new CompletableFuture<>(), 0);
    private volatile boolean isOver; // written by the printing thread

    /// So many bytes were sent; waits while too much is to be printed. False when it makes no sense
    /// to send more.
    boolean add(CompletableFuture<OffsetRange> offsets, long bytes) throws InterruptedException {
        waiting.put(new Receipt(offsets, bytes));
        return !isOver;
    }

    /// Nothing more will be sent.
    void end() throws InterruptedException {
        waiting.put(end);
    }

    /// Nothing more will be sent, for `reason`.
    void fail(Exception reason) throws InterruptedException {
        waiting.put(new Receipt(CompletableFuture.failedFuture(reason), 0));
    }

    /// Prints until all is printed. When something fails, it prints what was sent already and is
    /// appended after all, and fails as the first did; unless somebody's outcome is unknown.
    void printTo(OffsetPrinter printer, ProgressBar progress)
            throws IOException, InterruptedException {
        Optional<Exception> failure = Optional.empty();
        Receipt next = waiting.take();
        while (!next.equals(end)) {
            try {
                if (!next.offsets().isDone()) {
                    printer.flush();
                }
                OffsetRange offsets = next.offsets().get();
                printer.print(offsets);
                progress.add(offsets.size(), next.bytes());
            } catch (ExecutionException failed) {
                isOver = true;
                failure = Optional.of(worse(failure, failed));
            }
            next = isOver ? Optional.ofNullable(waiting.poll()).orElse(end) : waiting.take();
        }
        if (failure.isPresent()) {
            raise(failure.get());
        }
    }

    private static Exception worse(Optional<Exception> before, ExecutionException failed) {
        Exception failure = failed.getCause() instanceof Exception cause ? cause : failed;
        return failure instanceof OutcomeUnknownException ? failure : before.orElse(failure);
    }

    private static void raise(Exception failure) throws IOException {
        switch (failure) {
            case RuntimeException one -> throw one;
            case IOException one -> throw one;
            default -> throw new IllegalStateException(failure);
        }
    }
}
