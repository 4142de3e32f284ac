package proglog.consensus.jraft;

import com.alipay.sofa.jraft.rpc.RpcProcessor;
import com.alipay.sofa.jraft.rpc.impl.PingRequestProcessor;
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
import java.util.Set;
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
    private final Map<String, RpcProcessor<?>> processors;
    private final Set<PeerConnection> connections = ConcurrentHashMap.newKeySet();

    private PeerRpcServer(ExecutorService executor) {
        this.executor = executor;
        this.processors =
                Stream.of(
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
        return new PeerRpcServer(executor);
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
                                answers -> PeerConnection.begin(this, answers)))
                .addMethod(
                        Frame.CONTROL,
                        ServerCalls.asyncBidiStreamingCall(
                                answers -> PeerConnection.begin(this, answers)))
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

    void begun(PeerConnection connection) {
        connections.add(connection);
    }

    void ended(PeerConnection connection) {
        connections.remove(connection);
    }

    @Override
    public void close() {
        connections.forEach(PeerConnection::close);
        executor.shutdown();
    }
}
