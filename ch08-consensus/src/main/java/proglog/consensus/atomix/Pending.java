package proglog.consensus.atomix;

import java.util.concurrent.CompletableFuture;

/// Something this node has proposed and not yet seen applied.
///
/// @param result what applying it results in, if it is a command
/// @param index where it was applied
/// @param deadlineNanos when it is given up, as [System#nanoTime] counts
record Pending<R>(CompletableFuture<R> result, CompletableFuture<Long> index, long deadlineNanos) {

    static <R> Pending<R> until(long deadlineNanos) {
        return new Pending<>(new CompletableFuture<>(), new CompletableFuture<>(), deadlineNanos);
    }

    void fail(RuntimeException failure) {
        result.completeExceptionally(failure);
        index.completeExceptionally(failure);
    }
}
