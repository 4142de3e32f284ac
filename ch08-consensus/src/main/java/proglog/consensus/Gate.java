package proglog.consensus;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Refuses what the engines of other nodes ask of this one's, until it is opened: a node behind it
/// votes for nobody and acknowledges nothing. For many threads.
final class Gate implements ServerInterceptor {

    private static final String ENGINES = Gate.class.getPackageName() + ".";

    private final CountDownLatch closed = new CountDownLatch(1);

    /// Opens it, for good.
    void open() {
        closed.countDown();
    }

    boolean isOpen() {
        return closed.getCount() == 0;
    }

    /// Waits until it is open, for `time` at most; whether it is.
    boolean await(Duration time) throws InterruptedException {
        return closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (isOpen() || !call.getMethodDescriptor().getFullMethodName().startsWith(ENGINES)) {
            return next.startCall(call, headers);
        }
        call.close(
                Status.UNAVAILABLE.withDescription("this node has a new disk, and no vote yet"),
                new Metadata());
        return new ServerCall.Listener<>() {};
    }
}
