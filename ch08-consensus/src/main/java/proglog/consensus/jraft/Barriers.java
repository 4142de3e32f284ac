package proglog.consensus.jraft;

import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.core.NodeImpl;
import com.alipay.sofa.jraft.error.RaftError;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import proglog.LogUnavailableException;

/// Waits until everything acknowledged so far has been applied here: asks the leader, which asks a
/// majority whether it still leads. For many threads.
///
/// Asks again for some seconds when there is no answer: right after an election there is none.
final class Barriers {

    private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long ATTEMPT_MILLIS = 2_000;
    private static final Status NO_ANSWER = new Status(RaftError.ETIMEDOUT, "no answer");

    private static final Executor SOON =
            CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);

    private final NodeImpl node;
    private final Pending pending;

    Barriers(RaftNode raft) {
        this.node = raft.node();
        this.pending = raft.pending();
    }

    CompletableFuture<Void> barrier() {
        AtomicReference<String> trouble = new AtomicReference<>(NO_ANSWER.getErrorMsg());
        CompletableFuture<Void> result =
                pending.future(
                        TIMEOUT_NANOS,
                        () ->
                                new LogUnavailableException(
                                        "no majority said within %d ms what is acknowledged: %s"
                                                .formatted(
                                                        TimeUnit.NANOSECONDS.toMillis(
                                                                TIMEOUT_NANOS),
                                                        trouble.get())));
        ask(result, trouble);
        return result;
    }

    private void ask(CompletableFuture<Void> result, AtomicReference<String> trouble) {
        if (result.isDone()) {
            return;
        }
        CompletableFuture<Status> answer =
                new CompletableFuture<Status>()
                        .completeOnTimeout(NO_ANSWER, ATTEMPT_MILLIS, TimeUnit.MILLISECONDS);
        var _ =
                answer.thenAccept(status -> {
                    if (!status.isOk()) {
                        trouble.set(String.valueOf(status.getErrorMsg()));
                        SOON.execute(() -> ask(result, trouble));
                    }
                });
        try {
            node.readIndex(
                    new byte[0],
                    new UntimedReadIndex() {

                        @Override
                        public void run(Status status, long index, byte[] context) {
                            if (status.isOk()) {
                                result.complete(null); // however late
                            }
                            answer.complete(status);
                        }
                    });
        } catch (IllegalStateException _) {
            result.completeExceptionally(LogUnavailableException.closed());
        }
    }
}
