package proglog.observability;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.concurrent.atomic.AtomicInteger;
import proglog.Background;

/// Knows when all that interceptors do at the end of a call has been done: a client may have its
/// answer before. For many threads.
final class OpenCallCount implements ServerInterceptor {

    private final AtomicInteger open = new AtomicInteger();

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        open.incrementAndGet();
        return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
            @Override
            public void onComplete() {
                super.onComplete();
                open.decrementAndGet();
            }

            @Override
            public void onCancel() {
                super.onCancel();
                open.decrementAndGet();
            }
        };
    }

    void awaitNone() {
        Background.until(() -> open.get() == 0);
    }
}
