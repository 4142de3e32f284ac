package proglog.consensus.jraft;

import com.alipay.sofa.jraft.rpc.Connection;
import com.alipay.sofa.jraft.rpc.RpcContext;
import com.alipay.sofa.jraft.rpc.RpcProcessor;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesRequestHeader;
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
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Object> attributes = new ConcurrentHashMap<>();
    private final AtomicBoolean hasEnded = new AtomicBoolean();

    PeerConnection(PeerRpcServer server, StreamObserver<Frame> answers) {
        this.server = server;
        this.answers = (ServerCallStreamObserver<Frame>) answers;
        this.answers.setOnCancelHandler(this::ended);
    }

    @Override
    public void onNext(Frame request) {
        RpcProcessor<Message> processor = server.processor(request);
        RpcContext context = new Context(request.id());
        try {
            executor(processor, request.message())
                    .execute(() -> processor.handleRequest(context, request.message()));
        } catch (RejectedExecutionException _) {
            close(); // that node was stopped, or this connection replaced
        }
    }

    /// Entries of one leader go through one thread, in their order.
    private Executor executor(RpcProcessor<Message> processor, Message message) {
        if (message instanceof AppendEntriesRequest request) {
            if (Frame.isAppend(request)) {
                server.sendsEntries(request.getServerId(), this);
            }
            return processor.executorSelector().select(processor.interest(), header(request));
        }
        return processor.executor() == null ? server.executor() : processor.executor();
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
            if (!hasEnded.get() && !answers.isCancelled()) {
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
            if (!hasEnded.get()) {
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
            if (!hasEnded.get() && !answers.isCancelled()) {
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
