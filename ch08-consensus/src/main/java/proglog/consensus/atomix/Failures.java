package proglog.consensus.atomix;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import proglog.CommitLogException;
import proglog.LogUnavailableException;

/// What becomes of futures that fail inside, or do not end.
final class Failures {

    /// How long anything asked of consensus may take.
    static final long LIMIT_SECONDS = 10;

    private Failures() {}

    /// A future that ends as `inner` does, or after [#LIMIT_SECONDS]; its failures say that nothing
    /// has happened, `what` having been asked.
    static <T> CompletableFuture<T> bounded(String what, CompletableFuture<T> inner) {
        CompletableFuture<T> outer = new CompletableFuture<>();
        var _ =
                inner.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                        .whenComplete((value, failure) -> {
                            if (failure == null) {
                                outer.complete(value);
                            } else {
                                outer.completeExceptionally(translated(what, failure));
                            }
                        });
        return outer;
    }

    /// The failure inside what futures wrap around it.
    static Throwable inner(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }

    /// What a failure of `what` is to its caller: if it is none of ours, nothing has happened.
    static CommitLogException translated(String what, Throwable failure) {
        return switch (inner(failure)) {
            case CommitLogException ours -> ours;
            case TimeoutException _ ->
                    new LogUnavailableException(
                            "%s was not done within %d s".formatted(what, LIMIT_SECONDS));
            case Throwable other -> new LogUnavailableException(what + " failed", other);
        };
    }
}
