package proglog.consensus.jraft;

import com.alipay.sofa.jraft.error.InvokeTimeoutException;
import com.alipay.sofa.jraft.error.RemotingException;
import com.alipay.sofa.jraft.rpc.InvokeCallback;
import com.google.protobuf.Message;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ClientResponseObserver;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import proglog.consensus.PeerChannel;

/// Calls that share one stream, in order. A call fails when its time is over or the stream breaks;
/// the next one then opens another stream. For many threads.
///
/// What a node that hangs has not taken yet is kept here, so it is bounded: JRaft bounds how many
/// calls are under way, this how large they are together. For the same reason a call whose answer
/// is held back holds back those that would follow.
final class CallStream {

    private static final long MAX_BYTES_UNDER_WAY = 48 * 1024 * 1024;

    private final PeerChannel channel;
    private final MethodDescriptor<Frame, Frame> method;
    private final Runnable heard;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, Call> calls = new ConcurrentHashMap<>();
    private final AtomicLong bytesUnderWay = new AtomicLong();
    private long lastId; // guarded by lock
    private Optional<Answers> open = Optional.empty(); // guarded by lock

    private record Call(
            Answers stream, InvokeCallback callback, long deadline, long notBefore, int bytes) {}

    CallStream(PeerChannel channel, MethodDescriptor<Frame, Frame> method, Runnable heard) {
        this.channel = channel;
        this.method = method;
        this.heard = heard;
    }

    /// Sends `request`. Its answer is handed on after `pauseNanos` or later.
    void send(Message request, InvokeCallback callback, long timeoutNanos, long pauseNanos) {
        long now = System.nanoTime();
        int bytes = request.getSerializedSize();
        lock.lock();
        try {
            if (!calls.isEmpty() && bytesUnderWay.get() + bytes > MAX_BYTES_UNDER_WAY) {
                complete(callback, null, new RemotingException("too much is under way"));
                return;
            }
            Answers stream = stream();
            Call call = new Call(stream, callback, now + timeoutNanos, now + pauseNanos, bytes);
            long id = ++lastId;
            bytesUnderWay.addAndGet(bytes);
            calls.put(id, call);
            stream.send(new Frame(id, request));
        } finally {
            lock.unlock();
        }
    }

    private Answers stream() {
        Answers usable = open.filter(stream -> !stream.isBroken).orElseGet(this::openStream);
        open = Optional.of(usable);
        return usable;
    }

    private Answers openStream() {
        Answers answers = new Answers();
        // Answers are small, or handed on: no thread of their own is needed.
        var options = CallOptions.DEFAULT.withExecutor(Runnable::run);
        ClientCalls.asyncBidiStreamingCall(channel.newCall(method, options), answers);
        return answers;
    }

    boolean isIdle() {
        return calls.isEmpty();
    }

    /// Ends calls whose time is over; says whether there were any.
    boolean expire(long now) {
        boolean any = false;
        for (Map.Entry<Long, Call> entry : calls.entrySet()) {
            if (now - entry.getValue().deadline() >= 0) {
                any = true;
                end(entry.getKey(), null, new InvokeTimeoutException("no answer in time"));
            }
        }
        return any;
    }

    void cancel(String reason) {
        lock.lock();
        try {
            open.ifPresent(stream -> stream.fail(new RemotingException(reason)));
        } finally {
            lock.unlock();
        }
    }

    private static void whenDue(@Nullable Call call, Runnable end) {
        long pause = call == null ? 0 : call.notBefore() - System.nanoTime();
        if (pause > 0) {
            CompletableFuture.delayedExecutor(pause, TimeUnit.NANOSECONDS, Runnable::run)
                    .execute(end);
        } else {
            end.run();
        }
    }

    private void end(long id, @Nullable Object result, @Nullable Throwable failure) {
        Call call = calls.remove(id);
        if (call != null) {
            bytesUnderWay.addAndGet(-call.bytes());
            complete(call.callback(), result, failure);
        }
    }

    private static void complete(
            InvokeCallback callback, @Nullable Object result, @Nullable Throwable failure) {
        Executor executor = callback.executor() == null ? Runnable::run : callback.executor();
        try {
            executor.execute(() -> callback.complete(result, failure));
        } catch (RejectedExecutionException _) {
            // This node is being stopped. JRaft takes locks here, and others hold them.
            Thread.startVirtualThread(() -> callback.complete(result, failure));
        }
    }

    private final class Answers implements ClientResponseObserver<Frame, Frame> {

        private volatile boolean isBroken; // set once
        private volatile Optional<ClientCallStreamObserver<Frame>> requests = Optional.empty();

        @Override
        public void beforeStart(ClientCallStreamObserver<Frame> requests) {
            this.requests = Optional.of(requests);
        }

        void send(Frame frame) {
            try {
                requests.orElseThrow().onNext(frame);
            } catch (RuntimeException failure) { // it was closed or cancelled meanwhile
                fail(failure);
            }
            if (isBroken) {
                fail(new RemotingException("the stream has ended"));
            }
        }

        @Override
        public void onNext(Frame answer) {
            heard.run();
            long id = answer.id();
            whenDue(calls.get(id), () -> end(id, answer.message(), null));
        }

        @Override
        public void onError(Throwable failure) {
            fail(failure);
        }

        @Override
        public void onCompleted() {
            fail(new RemotingException("the other node has ended the stream"));
        }

        private void fail(Throwable failure) {
            isBroken = true;
            requests.ifPresent(one -> one.cancel("given up", failure));
            calls.forEach((id, call) -> {
                if (call.stream() == this) {
                    end(id, null, new RemotingException(failure));
                }
            });
        }
    }
}
