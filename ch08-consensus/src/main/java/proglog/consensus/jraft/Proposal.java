package proglog.consensus.jraft;

import com.alipay.sofa.jraft.Closure;
import com.alipay.sofa.jraft.Status;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import proglog.Bytes;

/// A command on its way, and who waits for its result. For many threads.
record Proposal<R extends @Nullable Object>(
        Bytes command, CompletableFuture<R> result, Refusals refusals) implements Closure {

    /// It was agreed on, and has no result.
    void noted() {
        result.complete(null);
    }

    @Override
    public void run(Status status) {
        if (!status.isOk()) {
            result.completeExceptionally(refusals.ofCommand(status));
        }
    }
}
