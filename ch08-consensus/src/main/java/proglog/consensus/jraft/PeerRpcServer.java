package proglog.consensus.jraft;

import com.alipay.sofa.jraft.rpc.RpcProcessor;
import com.alipay.sofa.jraft.rpc.impl.PingRequestProcessor;
import com.alipay.sofa.jraft.rpc.impl.core.AppendEntriesRequestProcessor;
import com.alipay.sofa.jraft.rpc.impl.core.GetFileRequestProcessor;
import com.alipay.sofa.jraft.rpc.impl.core.InstallSnapshotRequestProcessor;
import com.alipay.sofa.jraft.rpc.impl.core.ReadIndexRequestProcessor;
import com.alipay.sofa.jraft.rpc.impl.core.RequestVoteRequestProcessor;
import com.alipay.sofa.jraft.rpc.impl.core.TimeoutNowRequestProcessor;
import com.google.protobuf.Message;
import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What other nodes may ask of a JRaft node. Nothing that administers it is among it. For many
/// threads.
final class PeerRpcServer implements BindableService, AutoCloseable {

    private final ExecutorService executor;
    private final AppendEntriesRequestProcessor appends;
    private final Map<String, RpcProcessor<?>> processors;
    private final Map<String, PeerConnection> senders = new ConcurrentHashMap<>(); // of entries

    private PeerRpcServer(ExecutorService executor, AppendEntriesRequestProcessor appends) {
        this.executor = executor;
        this.appends = appends;
        this.processors =
                Stream.of(
                                appends,
                                new PingRequestProcessor(executor),
                                new RequestVoteRequestProcessor(executor),
                                new ReadIndexRequestProcessor(executor),
                                new TimeoutNowRequestProcessor(executor),
                                new InstallSnapshotRequestProcessor(executor),
                                new GetFileRequestProcessor(executor))
                        .collect(Collectors.toMap(PeerRpcServer::name, Function.identity()));
    }

    static PeerRpcServer create() {
        ExecutorService executor =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("raft-rpc-", 0).factory());
        return new PeerRpcServer(executor, new AppendEntriesRequestProcessor(executor));
    }

    // It names a class of RpcRequests.
    private static String name(RpcProcessor<?> processor) {
        String type = processor.interest();
        return type.substring(type.lastIndexOf('$') + 1);
    }

    @Override
    public ServerServiceDefinition bindService() {
        return ServerServiceDefinition.builder("proglog.consensus.Raft")
                .addMethod(
                        Frame.APPEND,
                        ServerCalls.asyncBidiStreamingCall(
                                answers -> new PeerConnection(this, answers)))
                .addMethod(
                        Frame.CONTROL,
                        ServerCalls.asyncBidiStreamingCall(
                                answers -> new PeerConnection(this, answers)))
                .build();
    }

    // Each processor is filed under the kind of message it takes.
    @SuppressWarnings("unchecked")
    RpcProcessor<Message> processor(Frame request) {
        RpcProcessor<?> processor = processors.get(request.name());
        if (processor == null) {
            throw new IllegalArgumentException(request.name() + " is not a request");
        }
        return (RpcProcessor<Message>) processor;
    }

    ExecutorService executor() {
        return executor;
    }

    /// `connection` is where the node `peer` sends entries from now on. JRaft numbers them by node,
    /// not by connection: an older one must not end after this one has begun.
    void sendsEntries(String peer, PeerConnection connection) {
        PeerConnection former = senders.put(peer, connection);
        if (former != null && former != connection) {
            former.close();
        }
    }

    void ended(PeerConnection connection) {
        if (senders.values().remove(connection)) {
            appends.onClosed("a peer", connection);
        }
    }

    @Override
    public void close() {
        appends.destroy();
        executor.shutdown();
    }
}
