package proglog.consensus.atomix;

import io.atomix.cluster.MemberId;
import io.atomix.protocols.raft.protocol.AppendRequest;
import io.atomix.protocols.raft.protocol.AppendResponse;
import io.atomix.protocols.raft.protocol.CloseSessionRequest;
import io.atomix.protocols.raft.protocol.CloseSessionResponse;
import io.atomix.protocols.raft.protocol.CommandRequest;
import io.atomix.protocols.raft.protocol.CommandResponse;
import io.atomix.protocols.raft.protocol.ConfigureRequest;
import io.atomix.protocols.raft.protocol.ConfigureResponse;
import io.atomix.protocols.raft.protocol.HeartbeatRequest;
import io.atomix.protocols.raft.protocol.HeartbeatResponse;
import io.atomix.protocols.raft.protocol.InstallRequest;
import io.atomix.protocols.raft.protocol.InstallResponse;
import io.atomix.protocols.raft.protocol.JoinRequest;
import io.atomix.protocols.raft.protocol.JoinResponse;
import io.atomix.protocols.raft.protocol.KeepAliveRequest;
import io.atomix.protocols.raft.protocol.KeepAliveResponse;
import io.atomix.protocols.raft.protocol.LeaveRequest;
import io.atomix.protocols.raft.protocol.LeaveResponse;
import io.atomix.protocols.raft.protocol.MetadataRequest;
import io.atomix.protocols.raft.protocol.MetadataResponse;
import io.atomix.protocols.raft.protocol.OpenSessionRequest;
import io.atomix.protocols.raft.protocol.OpenSessionResponse;
import io.atomix.protocols.raft.protocol.PollRequest;
import io.atomix.protocols.raft.protocol.PollResponse;
import io.atomix.protocols.raft.protocol.PublishRequest;
import io.atomix.protocols.raft.protocol.QueryRequest;
import io.atomix.protocols.raft.protocol.QueryResponse;
import io.atomix.protocols.raft.protocol.ReconfigureRequest;
import io.atomix.protocols.raft.protocol.ReconfigureResponse;
import io.atomix.protocols.raft.protocol.TransferRequest;
import io.atomix.protocols.raft.protocol.TransferResponse;
import io.atomix.protocols.raft.protocol.VoteRequest;
import io.atomix.protocols.raft.protocol.VoteResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// Atomix's protocol between nodes, over [PeerCalls]: a member's id is the address it is called at.
/// For many threads.
///
/// Only what nodes themselves say to each other is sent. What clients say is said to the leader's
/// own Raft, on its node; a follower that would pass it on fails instead, so that nothing is
/// proposed in a reign it was not meant for.
final class PeerProtocol extends LocalHandlers {

    private final PeerCalls calls;
    private final Codec codec;
    private final Followers followers;
    private final Ballots ballots;
    private final Duration limit;

    /// @param limit how long a call may take
    PeerProtocol(
            PeerCalls calls, Codec codec, Followers followers, Ballots ballots, Duration limit) {
        this.calls = calls;
        this.codec = codec;
        this.followers = followers;
        this.ballots = ballots;
        this.limit = limit;
    }

    private <A> CompletableFuture<A> send(MemberId to, Call call, Object request, Class<A> type) {
        return calls.ask(to.id(), call, codec.encode(request), limit)
                .thenApply(answer -> codec.decode(type, answer));
    }

    private static <A> CompletableFuture<A> notSent() {
        return CompletableFuture.failedFuture(
                new UnsupportedOperationException("only the leader's own node asks this of it"));
    }

    @Override
    public CompletableFuture<AppendResponse> append(MemberId to, AppendRequest request) {
        return followers.append(
                to, request, () -> send(to, Call.APPEND, request, AppendResponse.class));
    }

    @Override
    public CompletableFuture<VoteResponse> vote(MemberId to, VoteRequest request) {
        return ballots.cast(request.term(), request.candidate().id())
                ? send(to, Call.VOTE, request, VoteResponse.class)
                : CompletableFuture.failedFuture(
                        new IllegalStateException("voted for another in term " + request.term()));
    }

    @Override
    public CompletableFuture<ConfigureResponse> configure(MemberId to, ConfigureRequest request) {
        return send(to, Call.CONFIGURE, request, ConfigureResponse.class);
    }

    @Override
    public CompletableFuture<InstallResponse> install(MemberId to, InstallRequest request) {
        return send(to, Call.INSTALL, request, InstallResponse.class);
    }

    @Override
    public CompletableFuture<TransferResponse> transfer(MemberId to, TransferRequest request) {
        return send(to, Call.TRANSFER, request, TransferResponse.class);
    }

    @Override
    public CompletableFuture<PollResponse> poll(MemberId to, PollRequest request) {
        return send(to, Call.POLL, request, PollResponse.class);
    }

    @Override
    public CompletableFuture<OpenSessionResponse> openSession(
            MemberId to, OpenSessionRequest request) {
        return notSent();
    }

    @Override
    public CompletableFuture<CloseSessionResponse> closeSession(
            MemberId to, CloseSessionRequest request) {
        return notSent();
    }

    @Override
    public CompletableFuture<KeepAliveResponse> keepAlive(MemberId to, KeepAliveRequest request) {
        return notSent();
    }

    @Override
    public CompletableFuture<QueryResponse> query(MemberId to, QueryRequest request) {
        return notSent();
    }

    @Override
    public CompletableFuture<CommandResponse> command(MemberId to, CommandRequest request) {
        return notSent();
    }

    @Override
    public CompletableFuture<MetadataResponse> metadata(MemberId to, MetadataRequest request) {
        return notSent();
    }

    @Override
    public CompletableFuture<JoinResponse> join(MemberId to, JoinRequest request) {
        return notSent();
    }

    @Override
    public CompletableFuture<LeaveResponse> leave(MemberId to, LeaveRequest request) {
        return notSent();
    }

    @Override
    public CompletableFuture<ReconfigureResponse> reconfigure(
            MemberId to, ReconfigureRequest request) {
        return notSent();
    }

    @Override
    public CompletableFuture<HeartbeatResponse> heartbeat(MemberId to, HeartbeatRequest request) {
        return notSent();
    }

    @Override
    public void publish(MemberId to, PublishRequest request) {
        // sessions here have no events
    }
}
