package proglog.consensus.atomix;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// One barrier for all that asked while the last one ran. For many threads.
///
/// A barrier is an entry in the log like a command. Atomix could ask a majority whether the leader
/// still leads instead, but compares wall clocks to tell old answers from new ones.
final class Barriers {

    private final Supplier<CompletableFuture<Long>> propose;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean isRunning; // under lock
    private Optional<CompletableFuture<Long>> next = Optional.empty(); // under lock

    /// @param propose proposes one, and returns the index it was applied at
    Barriers(Supplier<CompletableFuture<Long>> propose) {
        this.propose = propose;
    }

    /// Completes with an index that everything acknowledged before this call is below.
    CompletableFuture<Long> index() {
        CompletableFuture<Long> mine;
        lock.lock();
        try {
            if (isRunning) {
                if (next.isEmpty()) {
                    next = Optional.of(new CompletableFuture<>());
                }
                return next.get().copy();
            }
            isRunning = true;
            mine = new CompletableFuture<>();
        } finally {
            lock.unlock();
        }
        run(mine);
        return mine.copy();
    }

    private void run(CompletableFuture<Long> barrier) {
        CompletableFuture<Long> proposed;
        try {
            proposed = propose.get();
        } catch (RuntimeException e) {
            proposed = CompletableFuture.failedFuture(e);
        }
        var _ =
                proposed.whenComplete((index, failure) -> {
                    if (failure == null) {
                        barrier.complete(index);
                    } else {
                        barrier.completeExceptionally(failure);
                    }
                    takeNext().ifPresent(this::run);
                });
    }

    private Optional<CompletableFuture<Long>> takeNext() {
        lock.lock();
        try {
            Optional<CompletableFuture<Long>> taken = next;
            next = Optional.empty();
            isRunning = taken.isPresent();
            return taken;
        } finally {
            lock.unlock();
        }
    }
}
