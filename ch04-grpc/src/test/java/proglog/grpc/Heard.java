package proglog.grpc;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.concurrent.atomic.AtomicInteger;
import proglog.Background;

/// Counts what the services of a server have heard. For many threads.
final class Heard implements ServerInterceptor {

    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicInteger halfCloses = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        open.incrementAndGet();
        return new SimpleForwardingServerCallListener<Q>(next.startCall(call, headers)) {

            @Override
            public void onMessage(Q message) {
                super.onMessage(message);
                messages.incrementAndGet();
            }

            @Override
            public void onHalfClose() {
                super.onHalfClose();
                halfCloses.incrementAndGet();
            }

            @Override
            public void onCancel() {
                super.onCancel();
                open.decrementAndGet();
            }

            @Override
            public void onComplete() {
                super.onComplete();
                open.decrementAndGet();
            }
        };
    }

    /// How many messages so far.
    int messages() {
        return messages.get();
    }

    /// How many calls are open.
    int open() {
        return open.get();
    }

    /// Waits until `count` messages were heard.
    void await(int count) {
        Background.until(() -> messages.get() >= count);
    }

    /// Waits until a client has said that it has said all.
    void awaitHalfClose() {
        Background.until(() -> halfCloses.get() > 0);
    }
}
