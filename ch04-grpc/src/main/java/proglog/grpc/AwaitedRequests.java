package proglog.grpc;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Ends calls whose only request does not come: the part that has come takes memory as long as the
/// call is open. For many threads.
///
/// Stands behind [OpenStreams], whose calls any thread may close.
final class AwaitedRequests implements ServerInterceptor {

    /// How often they are looked at while one of them may take so long.
    private static final int LOOKS = 4;

    private final Duration patience;
    private final Set<Awaited> awaited = ConcurrentHashMap.newKeySet();

    /// A call without its request. Compared by identity: there are no two of one call.
    private static final class Awaited {

        private final ServerCall<?, ?> call;
        private final long since = System.nanoTime();
        private final AtomicBoolean isDecided = new AtomicBoolean(); // in time, or given up

        Awaited(ServerCall<?, ?> call) {
            this.call = call;
        }

        boolean hasCome() {
            return isDecided.compareAndSet(false, true);
        }

        void giveUpAfter(Duration patience) {
            if (System.nanoTime() - since >= patience.toNanos()
                    && isDecided.compareAndSet(false, true)) {
                Status late =
                        Status.DEADLINE_EXCEEDED.withDescription(
                                "the request did not come within %d ms"
                                        .formatted(patience.toMillis()));
                call.close(late, new Metadata());
            }
        }
    }

    AwaitedRequests(Duration patience) {
        this.patience = patience;
    }

    /// Looks again and again, on `executor`, until that ends.
    void watch(ScheduledExecutorService executor) {
        long period = Math.max(1, patience.toMillis() / LOOKS);
        var _ = executor.scheduleAtFixedRate(this::giveUp, period, period, TimeUnit.MILLISECONDS);
    }

    private void giveUp() {
        awaited.forEach(one -> one.giveUpAfter(patience));
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (!call.getMethodDescriptor().getType().clientSendsOneMessage()) {
            return next.startCall(call, headers);
        }
        Awaited waiting = new Awaited(call);
        awaited.add(waiting);
        return new SimpleForwardingServerCallListener<Q>(next.startCall(call, headers)) {

            @Override
            public void onHalfClose() {
                // Too late is never: the caller was told that it has not happened.
                awaited.remove(waiting);
                if (waiting.hasCome()) {
                    super.onHalfClose();
                }
            }

            @Override
            public void onCancel() {
                awaited.remove(waiting);
                super.onCancel();
            }

            @Override
            public void onComplete() {
                awaited.remove(waiting);
                super.onComplete();
            }
        };
    }
}
