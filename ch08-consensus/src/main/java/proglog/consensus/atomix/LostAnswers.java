package proglog.consensus.atomix;

import io.atomix.cluster.MemberId;
import io.atomix.protocols.raft.protocol.AppendRequest;
import io.atomix.protocols.raft.protocol.AppendResponse;
import io.atomix.protocols.raft.protocol.RaftResponse.Status;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// On a leader: has Atomix send an entry again when the answer to it was lost. For many threads.
///
/// Atomix reads on behind entries whose answer did not come. From the next heartbeat it learns that
/// the follower has them, but it commits on answers to entries only: until somebody proposes again,
/// what was proposed waits. So that heartbeat is answered as if the last entry were missing. Atomix
/// sends this one again, and its answer counts for all before it.
final class LostAnswers {

    private final Set<MemberId> followers = ConcurrentHashMap.newKeySet();

    /// What Atomix is to take for the `answer` of `follower` to `request`.
    CompletableFuture<AppendResponse> heeded(
            MemberId follower, AppendRequest request, CompletableFuture<AppendResponse> answer) {
        return request.entries().isEmpty()
                ? answer.thenApply(response -> toHeartbeat(follower, request, response))
                : answer.whenComplete((response, failure) -> {
                    if (failure == null && response.status() == Status.OK) {
                        followers.remove(follower);
                    } else {
                        followers.add(follower);
                    }
                });
    }

    // What is committed nobody waits for, and it may have left the log.
    private AppendResponse toHeartbeat(
            MemberId follower, AppendRequest request, AppendResponse response) {
        boolean has = response.status() == Status.OK && response.succeeded();
        return has && followers.remove(follower) && response.lastLogIndex() > request.commitIndex()
                ? AppendResponse.builder()
                        .withStatus(Status.OK)
                        .withTerm(response.term())
                        .withSucceeded(false)
                        .withLastLogIndex(response.lastLogIndex() - 1)
                        .build()
                : response;
    }
}
