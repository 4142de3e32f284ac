package proglog.consensus.atomix;

import io.atomix.primitive.session.SessionId;
import io.atomix.protocols.raft.protocol.AppendRequest;
import io.atomix.protocols.raft.protocol.AppendResponse;
import io.atomix.protocols.raft.protocol.CloseSessionRequest;
import io.atomix.protocols.raft.protocol.CloseSessionResponse;
import io.atomix.protocols.raft.protocol.CommandRequest;
import io.atomix.protocols.raft.protocol.CommandResponse;
import io.atomix.protocols.raft.protocol.ConfigureRequest;
import io.atomix.protocols.raft.protocol.ConfigureResponse;
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
import io.atomix.protocols.raft.protocol.QueryRequest;
import io.atomix.protocols.raft.protocol.QueryResponse;
import io.atomix.protocols.raft.protocol.RaftServerProtocol;
import io.atomix.protocols.raft.protocol.ReconfigureRequest;
import io.atomix.protocols.raft.protocol.ReconfigureResponse;
import io.atomix.protocols.raft.protocol.ResetRequest;
import io.atomix.protocols.raft.protocol.TransferRequest;
import io.atomix.protocols.raft.protocol.TransferResponse;
import io.atomix.protocols.raft.protocol.VoteRequest;
import io.atomix.protocols.raft.protocol.VoteResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/// The half of Atomix's protocol that keeps the handlers of this node, by the type of request. For
/// many threads.
abstract sealed class LocalHandlers implements RaftServerProtocol permits PeerProtocol {

    private final Map<Class<?>, Function<?, ?>> handlers = new ConcurrentHashMap<>();

    /// Has this node's Raft handle `request`.
    @SuppressWarnings("unchecked") // a handler is kept under the type of its requests
    final <Q, A> CompletableFuture<A> handle(Class<Q> type, Q request) {
        Function<Q, CompletableFuture<A>> handler =
                (Function<Q, CompletableFuture<A>>) handlers.get(type);
        return handler == null
                ? CompletableFuture.failedFuture(new IllegalStateException("not taking part"))
                : handler.apply(request);
    }

    @Override
    public final void registerOpenSessionHandler(
            Function<OpenSessionRequest, CompletableFuture<OpenSessionResponse>> handler) {
        handlers.put(OpenSessionRequest.class, handler);
    }

    @Override
    public final void unregisterOpenSessionHandler() {
        handlers.remove(OpenSessionRequest.class);
    }

    @Override
    public final void registerCloseSessionHandler(
            Function<CloseSessionRequest, CompletableFuture<CloseSessionResponse>> handler) {
        handlers.put(CloseSessionRequest.class, handler);
    }

    @Override
    public final void unregisterCloseSessionHandler() {
        handlers.remove(CloseSessionRequest.class);
    }

    @Override
    public final void registerKeepAliveHandler(
            Function<KeepAliveRequest, CompletableFuture<KeepAliveResponse>> handler) {
        handlers.put(KeepAliveRequest.class, handler);
    }

    @Override
    public final void unregisterKeepAliveHandler() {
        handlers.remove(KeepAliveRequest.class);
    }

    @Override
    public final void registerQueryHandler(
            Function<QueryRequest, CompletableFuture<QueryResponse>> handler) {
        handlers.put(QueryRequest.class, handler);
    }

    @Override
    public final void unregisterQueryHandler() {
        handlers.remove(QueryRequest.class);
    }

    @Override
    public final void registerCommandHandler(
            Function<CommandRequest, CompletableFuture<CommandResponse>> handler) {
        handlers.put(CommandRequest.class, handler);
    }

    @Override
    public final void unregisterCommandHandler() {
        handlers.remove(CommandRequest.class);
    }

    @Override
    public final void registerMetadataHandler(
            Function<MetadataRequest, CompletableFuture<MetadataResponse>> handler) {
        handlers.put(MetadataRequest.class, handler);
    }

    @Override
    public final void unregisterMetadataHandler() {
        handlers.remove(MetadataRequest.class);
    }

    @Override
    public final void registerJoinHandler(
            Function<JoinRequest, CompletableFuture<JoinResponse>> handler) {
        handlers.put(JoinRequest.class, handler);
    }

    @Override
    public final void unregisterJoinHandler() {
        handlers.remove(JoinRequest.class);
    }

    @Override
    public final void registerLeaveHandler(
            Function<LeaveRequest, CompletableFuture<LeaveResponse>> handler) {
        handlers.put(LeaveRequest.class, handler);
    }

    @Override
    public final void unregisterLeaveHandler() {
        handlers.remove(LeaveRequest.class);
    }

    @Override
    public final void registerTransferHandler(
            Function<TransferRequest, CompletableFuture<TransferResponse>> handler) {
        handlers.put(TransferRequest.class, handler);
    }

    @Override
    public final void unregisterTransferHandler() {
        handlers.remove(TransferRequest.class);
    }

    @Override
    public final void registerConfigureHandler(
            Function<ConfigureRequest, CompletableFuture<ConfigureResponse>> handler) {
        handlers.put(ConfigureRequest.class, handler);
    }

    @Override
    public final void unregisterConfigureHandler() {
        handlers.remove(ConfigureRequest.class);
    }

    @Override
    public final void registerReconfigureHandler(
            Function<ReconfigureRequest, CompletableFuture<ReconfigureResponse>> handler) {
        handlers.put(ReconfigureRequest.class, handler);
    }

    @Override
    public final void unregisterReconfigureHandler() {
        handlers.remove(ReconfigureRequest.class);
    }

    @Override
    public final void registerInstallHandler(
            Function<InstallRequest, CompletableFuture<InstallResponse>> handler) {
        handlers.put(InstallRequest.class, handler);
    }

    @Override
    public final void unregisterInstallHandler() {
        handlers.remove(InstallRequest.class);
    }

    @Override
    public final void registerPollHandler(
            Function<PollRequest, CompletableFuture<PollResponse>> handler) {
        handlers.put(PollRequest.class, handler);
    }

    @Override
    public final void unregisterPollHandler() {
        handlers.remove(PollRequest.class);
    }

    @Override
    public final void registerVoteHandler(
            Function<VoteRequest, CompletableFuture<VoteResponse>> handler) {
        handlers.put(VoteRequest.class, handler);
    }

    @Override
    public final void unregisterVoteHandler() {
        handlers.remove(VoteRequest.class);
    }

    @Override
    public final void registerAppendHandler(
            Function<AppendRequest, CompletableFuture<AppendResponse>> handler) {
        handlers.put(AppendRequest.class, handler);
    }

    @Override
    public final void unregisterAppendHandler() {
        handlers.remove(AppendRequest.class);
    }

    @Override
    public final void registerResetListener(
            SessionId session, Consumer<ResetRequest> listener, Executor executor) {
        // sessions here have no events
    }

    @Override
    public final void unregisterResetListener(SessionId session) {
        // sessions here have no events
    }
}
