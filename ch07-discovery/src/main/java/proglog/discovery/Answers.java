package proglog.discovery;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import proglog.Bytes;

/// What this node does with what it is asked or told, by type. For many threads.
final class Answers {

    /// Given the caller's address and the payload.
    interface Answer extends BiFunction<String, Bytes, CompletableFuture<Bytes>> {}

    private final Map<String, Answer> byType = new ConcurrentHashMap<>();

    void put(String type, Answer answer) {
        byType.put(type, answer);
    }

    void remove(String type) {
        byType.remove(type);
    }

    /// Fails for an unknown type, and when nobody works any more.
    CompletableFuture<Bytes> to(String type, String from, Bytes payload) {
        Answer answer = byType.get(type);
        if (answer == null) {
            return CompletableFuture.failedFuture(
                    new IllegalArgumentException("unknown type " + type));
        }
        try {
            return answer.apply(from, payload);
        } catch (RejectedExecutionException | IllegalArgumentException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }
}
