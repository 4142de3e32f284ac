package proglog.consensus.atomix;

import io.atomix.protocols.raft.RaftServer;
import io.atomix.protocols.raft.impl.RaftContext;
import io.atomix.protocols.raft.protocol.AppendRequest;
import io.atomix.protocols.raft.protocol.AppendResponse;
import io.atomix.protocols.raft.protocol.ConfigureRequest;
import io.atomix.protocols.raft.protocol.InstallRequest;
import io.atomix.protocols.raft.protocol.PollRequest;
import io.atomix.protocols.raft.protocol.PollResponse;
import io.atomix.protocols.raft.protocol.RaftResponse;
import io.atomix.protocols.raft.protocol.TransferRequest;
import io.atomix.protocols.raft.protocol.VoteRequest;
import io.atomix.protocols.raft.protocol.VoteResponse;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/// Answers Raft's messages from other nodes: has Atomix handle them, under the rules it lacks. For
/// many threads.
final class Incoming {

    private final RaftContext raft;
    private final LocalHandlers local;
    private final Codec codec;
    private final Durability durability;
    private final Followers followers;
    private final Ballots ballots;
    private final Runnable afterEach;
    private final Consumer<Throwable> onFailure;
    private final long electionNanos;
    private volatile long heardNanos; // from a leader, last

    /// @param afterEach run after each message
    /// @param onFailure told when this node must take part no more
    Incoming(
            RaftContext raft,
            LocalHandlers local,
            Codec codec,
            Durability durability,
            Followers followers,
            Ballots ballots,
            Runnable afterEach,
            Consumer<Throwable> onFailure) {
        this.raft = raft;
        this.local = local;
        this.codec = codec;
        this.durability = durability;
        this.followers = followers;
        this.ballots = ballots;
        this.afterEach = afterEach;
        this.onFailure = onFailure;
        this.electionNanos = raft.getElectionTimeout().toNanos();
        this.heardNanos = System.nanoTime() - electionNanos;
    }

    /// Has `calls` answer with this.
    void answer(PeerCalls calls) {
        answer(calls, Call.APPEND, AppendRequest.class, this::append);
        answer(calls, Call.VOTE, VoteRequest.class, this::vote);
        answer(calls, Call.POLL, PollRequest.class, this::poll);
        answer(calls, Call.CONFIGURE, ConfigureRequest.class);
        answer(calls, Call.INSTALL, InstallRequest.class);
        answer(calls, Call.TRANSFER, TransferRequest.class);
    }

    private <Q> void answer(PeerCalls calls, Call call, Class<Q> type) {
        answer(calls, call, type, request -> local.handle(type, request));
    }

    private <Q> void answer(
            PeerCalls calls,
            Call call,
            Class<Q> type,
            Function<Q, CompletableFuture<? extends RaftResponse>> handler) {
        calls.answer(
                call,
                bytes ->
                        handler.apply(codec.decode(type, bytes))
                                .thenApply(answer -> {
                                    afterEach.run();
                                    return codec.encode(answer);
                                }));
    }

    private CompletableFuture<AppendResponse> append(AppendRequest sent) {
        AppendRequest request = provesNothing(sent) ? withoutCommit(sent) : sent;
        return durability.received(
                request,
                () -> {
                    CompletableFuture<AppendResponse> handled =
                            local.handle(AppendRequest.class, request);
                    raft.getThreadContext().execute(() -> mustBeDone(request, handled));
                    return handled;
                });
    }

    // Who leads and has given up the beginning of its log may not know the entry before the first
    // one, and says 0 for its term, which Atomix takes for agreement. With entries, it begins its
    // log with them. Without, it would take all it has for committed, also what is from a reign of
    // its own and nobody agreed on.
    private static boolean provesNothing(AppendRequest request) {
        return request.entries().isEmpty() && request.prevLogTerm() == 0;
    }

    private static AppendRequest withoutCommit(AppendRequest request) {
        return AppendRequest.builder()
                .withTerm(request.term())
                .withLeader(request.leader())
                .withPrevLogIndex(request.prevLogIndex())
                .withPrevLogTerm(0)
                .withEntries(request.entries())
                .withCommitIndex(0)
                .build();
    }

    // Raft's one thread answers at once, or an exception has left the journal who knows where: what
    // is written after it might be cut off at the next start.
    private void mustBeDone(AppendRequest request, CompletableFuture<AppendResponse> handled) {
        if (handled.isDone()) {
            if (request.term() >= raft.getTerm()) {
                heardNanos = System.nanoTime();
            }
        } else {
            onFailure.accept(
                    new IllegalStateException(
                            "entries from %d on could not be stored"
                                    .formatted(request.prevLogIndex() + 1)));
        }
    }

    // Who has been removed, or is cut off, must not make others follow its term.
    private CompletableFuture<VoteResponse> vote(VoteRequest request) {
        if (raft.getCluster().getMember(request.candidate()) == null) {
            return CompletableFuture.completedFuture(refusal(raft.getTerm()));
        }
        return local.<VoteRequest, VoteResponse>handle(VoteRequest.class, request)
                .thenApply(response ->
                        response.status() == RaftResponse.Status.OK
                                        && response.voted()
                                        && !ballots.cast(request.term(), request.candidate().id())
                                ? refusal(response.term())
                                : response);
    }

    private static VoteResponse refusal(long term) {
        return VoteResponse.builder()
                .withStatus(RaftResponse.Status.OK)
                .withTerm(term)
                .withVoted(false)
                .build();
    }

    // Who hears a leader does not help another to become one.
    private CompletableFuture<PollResponse> poll(PollRequest request) {
        followers.spoke(request.candidate());
        boolean hears =
                System.nanoTime() - heardNanos < electionNanos
                        && raft.getRole() != RaftServer.Role.LEADER;
        if (hears || raft.getCluster().getMember(request.candidate()) == null) {
            return CompletableFuture.completedFuture(
                    PollResponse.builder()
                            .withStatus(RaftResponse.Status.OK)
                            .withTerm(raft.getTerm())
                            .withAccepted(false)
                            .build());
        }
        return local.handle(PollRequest.class, request);
    }
}
