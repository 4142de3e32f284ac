package proglog.consensus.jraft;

import com.alipay.sofa.jraft.core.NodeImpl;
import com.alipay.sofa.jraft.error.RaftError;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.LogUnavailableException;

/// Has JRaft take snapshots. For many threads.
final class SnapshotRequests {

    private static final Logger logger = LoggerFactory.getLogger(SnapshotRequests.class);
    private static final long TIMEOUT_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final Executor SOON =
            CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS);

    private final NodeImpl node;
    private final Pending pending;
    private final Refusals refusals;

    SnapshotRequests(RaftNode raft) {
        this.node = raft.node();
        this.pending = raft.pending();
        this.refusals = raft.refusals();
    }

    /// Takes one by and by; does not wait.
    void soon() {
        Thread.ofVirtual()
                .name("raft-snapshot")
                .start(() -> node.snapshot(status -> logger.debug("snapshot: {}", status)));
    }

    /// Takes one, after one that is being taken.
    CompletableFuture<Void> now() {
        CompletableFuture<Void> result =
                pending.future(
                        TIMEOUT_NANOS,
                        () -> new LogUnavailableException("no snapshot within minutes"));
        ask(result);
        return result;
    }

    private void ask(CompletableFuture<Void> result) {
        node.snapshot(status -> {
            if (status.isOk()) {
                result.complete(null);
            } else if (status.getRaftError() == RaftError.EBUSY && !result.isDone()) {
                SOON.execute(() -> ask(result));
            } else {
                result.completeExceptionally(refusals.ofSnapshot(status));
            }
        });
    }

    /// The last index applied, for the thread that applies. It does not ask itself: if JRaft waited
    /// for it meanwhile, with the lock that is needed, both would wait forever.
    long appliedIndex() {
        return CompletableFuture.supplyAsync(
                        node::getLastAppliedLogIndex, Thread::startVirtualThread)
                .orTimeout(1, TimeUnit.SECONDS)
                .join();
    }
}
