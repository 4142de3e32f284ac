package proglog.consensus.atomix;

import java.util.NavigableMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;

/// How far this node has applied, and a place to wait for it. For many threads.
final class AppliedIndex {

    private final NavigableMap<Long, CompletableFuture<Void>> waiting =
            new ConcurrentSkipListMap<>();
    private volatile long index; // by the thread that applies

    long get() {
        return index;
    }

    /// By one thread at a time.
    void advance(long to) {
        index = Math.max(index, to);
        waiting.headMap(index, true)
                .entrySet()
                .removeIf(entry -> {
                    entry.getValue().complete(null);
                    return true;
                });
    }

    /// Completes when the entry at `target` has been applied.
    CompletableFuture<Void> reached(long target) {
        CompletableFuture<Void> reached =
                waiting.computeIfAbsent(target, _ -> new CompletableFuture<>());
        if (index >= target) {
            waiting.remove(target, reached);
            reached.complete(null);
        }
        return reached.copy();
    }
}
