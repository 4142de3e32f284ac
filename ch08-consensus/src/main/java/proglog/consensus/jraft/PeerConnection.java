package proglog.consensus.jraft;

import com.alipay.sofa.jraft.rpc.Connection;
import com.alipay.sofa.jraft.rpc.RpcContext;
import com.alipay.sofa.jraft.rpc.RpcProcessor;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesRequestHeader;
import com.alipay.sofa.jraft.rpc.impl.core.AppendEntriesRequestProcessor;
import com.google.protobuf.Message;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A stream of requests from another node, and of answers to it. For many threads.
final class PeerConnection implements StreamObserver<Frame>, Connection {

    private final PeerRpcServer server;
    private final ServerCallStreamObserver<Frame> answers; // guarded by lock
    // Of this connection alone: JRaft numbers the answers about entries, and what an older
    // connection of the same node is still owed must not hold up those of this one.
    private final AppendEntriesRequestProcessor appends;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean isAnswered; // to the end; guarded by lock
    private final Map<String, Object> attributes = new ConcurrentHashMap<>();
    private final AtomicBoolean hasEnded = new AtomicBoolean();

    private PeerConnection(PeerRpcServer server, ServerCallStreamObserver<Frame> answers) {
        this.server = server;
        this.answers = answers;
        this.appends = new AppendEntriesRequestProcessor(server.executor());
    }

    static PeerConnection begin(PeerRpcServer server, StreamObserver<Frame> answers) {
        var stream = (ServerCallStreamObserver<Frame>) answers;
        PeerConnection connection = new PeerConnection(server, stream);
        server.begun(connection);
        stream.setOnCancelHandler(connection::ended);
        return connection;
    }

    @Override
    public void onNext(Frame request) {
        try {
            if (request.message() instanceof AppendEntriesRequest entries) {
                // Entries of one leader go through one thread, in their order.
                handle(
                        appends,
                        entries,
                        request.id(),
                        appends.executorSelector().select(appends.interest(), header(entries)));
            } else {
                RpcProcessor<Message> processor = server.processor(request);
                Executor own = processor.executor();
                handle(
                        processor,
                        request.message(),
                        request.id(),
                        own == null ? server.executor() : own);
            }
        } catch (RejectedExecutionException _) {
            close(); // that node was stopped, or this connection has ended
        }
    }

    private <T extends Message> void handle(
            RpcProcessor<T> processor, T message, long id, Executor executor) {
        RpcContext context = new Context(id);
        executor.execute(() -> processor.handleRequest(context, message));
    }

    private static AppendEntriesRequestHeader header(AppendEntriesRequest request) {
        return AppendEntriesRequestHeader.newBuilder()
                .setGroupId(request.getGroupId())
                .setPeerId(request.getPeerId())
                .setServerId(request.getServerId())
                .build();
    }

    private void answer(Frame answer) {
        lock.lock();
        try {
            if (!isAnswered && !hasEnded.get() && !answers.isCancelled()) {
                answers.onNext(answer);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onCompleted() {
        lock.lock();
        try {
            if (!isAnswered && !hasEnded.get()) {
                isAnswered = true;
                answers.onCompleted();
            }
        } finally {
            lock.unlock();
        }
        ended();
    }

    @Override
    public void onError(Throwable failure) {
        ended();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!isAnswered && !hasEnded.get() && !answers.isCancelled()) {
                isAnswered = true;
                answers.onError(
                        Status.ABORTED.withDescription("closed by Raft").asRuntimeException());
            }
        } finally {
            lock.unlock();
        }
        ended();
    }

    private void ended() {
        if (hasEnded.compareAndSet(false, true)) {
            server.ended(this);
            appends.destroy();
        }
    }

    @Override
    public @Nullable Object getAttribute(String key) {
        return attributes.get(key);
    }

    @Override
    public void setAttribute(String key, Object value) {
        attributes.put(key, value);
    }

    @Override
    public @Nullable Object setAttributeIfAbsent(String key, Object value) {
        return attributes.putIfAbsent(key, value);
    }

    private final class Context implements RpcContext {

        private final long id;

        Context(long id) {
            this.id = id;
        }

        @Override
        public void sendResponse(Object response) {
            answer(new Frame(id, (Message) response));
        }

        @Override
        public Connection getConnection() {
            return PeerConnection.this;
        }

        @Override
        public String getRemoteAddress() {
            return "a peer";
        }
    }
}
