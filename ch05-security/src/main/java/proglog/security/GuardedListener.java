package proglog.security;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.ServerCall;
import java.util.concurrent.atomic.AtomicBoolean;
import proglog.Task;

/// Passes on the requests that a [GuardedCall] admits. Of a denied call the service hears that it
/// was cancelled, once and as the last thing; of a stream whose next request is denied, that the
/// client has ended it.
///
/// For one thread at a time, as every listener, but that a server that drains may cancel at any
/// time.
final class GuardedListener<Q> extends SimpleForwardingServerCallListener<Q> {

    private final GuardedCall<Q, ?> call;
    private final AtomicBoolean over = new AtomicBoolean();
    private boolean ended; // the service hears of no more requests

    GuardedListener(GuardedCall<Q, ?> call, ServerCall.Listener<Q> service) {
        super(service);
        this.call = call;
    }

    @Override
    @Task("5.6")
    public void onMessage(Q request) {
        if (isUnary() ? call.admits() : call.admitsMore()) {
            super.onMessage(request);
        } else if (call.isRefused()) {
            forwardHalfClose();
        } else {
            endIfDenied();
        }
    }

    // A unary service begins to work here, which a client can put off as long as it likes. In a
    // stream every request was weighed already.
    @Override
    public void onHalfClose() {
        if (!isUnary() || call.admits()) {
            forwardHalfClose();
        } else {
            endIfDenied();
        }
    }

    private boolean isUnary() {
        return call.getMethodDescriptor().getType().clientSendsOneMessage();
    }

    private void forwardHalfClose() {
        if (!ended && !call.isDenied()) {
            ended = true;
            super.onHalfClose();
        }
    }

    @Override
    public void onReady() {
        if (!call.isDenied()) {
            super.onReady();
        }
    }

    // To the transport a denied call has ended well: its status was sent.
    @Override
    public void onComplete() {
        if (call.isDenied()) {
            endIfDenied();
        } else {
            super.onComplete();
        }
    }

    @Override
    public void onCancel() {
        if (over.compareAndSet(false, true)) {
            super.onCancel();
        }
    }

    private void endIfDenied() {
        if (call.isDenied()) {
            onCancel();
        }
    }
}
