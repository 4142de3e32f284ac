package proglog.consensus.atomix;

import io.atomix.cluster.MemberId;
import io.atomix.protocols.raft.RaftServer;
import io.atomix.protocols.raft.cluster.impl.RaftMemberContext;
import io.atomix.protocols.raft.impl.RaftContext;
import io.atomix.protocols.raft.protocol.AppendRequest;
import io.atomix.protocols.raft.protocol.AppendResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// On a leader: what is under way to each follower, so that Atomix loses sight of none. For Raft's
/// thread, but for [#spoke].
final class Followers {

    private final Supplier<RaftContext> raft;
    private final Durability durability;
    private final LostAnswers lost = new LostAnswers();
    private final Map<MemberId, Integer> underWay = new HashMap<>(); // of which Atomix was not told

    // The last append to each: the next one waits for its answer. Raft would send two at a time,
    // and take each that overtakes the other for a follower that lacks entries.
    private final Map<MemberId, CompletableFuture<AppendResponse>> turns = new HashMap<>();

    /// @param raft had when the first append is sent
    Followers(Supplier<RaftContext> raft, Durability durability) {
        this.raft = raft;
        this.durability = durability;
    }

    /// Has `send` send `request` to the follower `to`, when it is its turn; returns what Atomix is
    /// to be told of it.
    CompletableFuture<AppendResponse> append(
            MemberId to, AppendRequest request, Supplier<CompletableFuture<AppendResponse>> send) {
        if (contextOf(to) == null) { // of who has left Atomix goes on reading its answers
            return CompletableFuture.failedFuture(
                    new IllegalStateException(to + " is no member any more"));
        }
        CompletableFuture<AppendResponse> answer =
                turns.getOrDefault(to, CompletableFuture.completedFuture(null))
                        .handle((_, _) -> request)
                        .thenCompose(_ -> send.get());
        turns.put(to, answer);
        return counted(to, lost.heeded(to, request, durability.sent(request, answer)));
    }

    private CompletableFuture<AppendResponse> counted(
            MemberId to, CompletableFuture<AppendResponse> answer) {
        CompletableFuture<AppendResponse> told = new CompletableFuture<>();
        underWay.merge(to, 1, Integer::sum);
        var _ =
                answer.whenComplete((response, failure) ->
                        onRaft(() -> {
                            complete(told, response, failure);
                            onRaft(() ->
                                    underWay.merge(to, -1, Integer::sum)); // Atomix comes before
                        }));
        return told;
    }

    private static void complete(
            CompletableFuture<AppendResponse> told,
            @Nullable AppendResponse response,
            @Nullable Throwable failure) {
        if (failure == null) {
            told.complete(response);
        } else {
            told.completeExceptionally(failure);
        }
    }

    /// `member` has asked whether there is a leader. For many threads.
    void spoke(MemberId member) {
        onRaft(() -> {
            RaftMemberContext context = contextOf(member);
            if (context != null
                    && raft.get().getRole() == RaftServer.Role.LEADER
                    && underWay.getOrDefault(member, 0) == 0) {
                countFromZero(context);
            }
        });
    }

    // Atomix counts what is under way, and begins at zero when it is elected or a member gets its
    // vote. When the answer to something sent before comes, it counts below zero: from then on it
    // sends this member no heartbeat, and perhaps nothing at all.
    private static void countFromZero(RaftMemberContext context) {
        while (!context.canHeartbeat()) {
            context.startAppend();
        }
    }

    private @Nullable RaftMemberContext contextOf(MemberId member) {
        return raft.get().getCluster().getMemberState(member);
    }

    private void onRaft(Runnable step) {
        raft.get().getThreadContext().execute(step);
    }
}
