package proglog.security;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.ServerCall;
import java.util.concurrent.atomic.AtomicBoolean;
import proglog.Task;

/// Passes on the requests that a [GuardedCall] admits; of a denied call the service hears that it
/// was cancelled, once and as the last thing.
///
/// For one thread at a time, as every listener, but that a server that drains may cancel at any
/// time.
final class GuardedListener<Q> extends SimpleForwardingServerCallListener<Q> {

    private final GuardedCall<Q, ?> call;
    private final AtomicBoolean over = new AtomicBoolean();

    GuardedListener(GuardedCall<Q, ?> call, ServerCall.Listener<Q> service) {
        super(service);
        this.call = call;
    }

    @Override
    @Task("5.6")
    public void onMessage(Q request) {
        if (call.admits()) {
            super.onMessage(request);
        } else {
            endIfDenied();
        }
    }

    // A unary service begins to work here, which a client can put off as long as it likes. In a
    // stream every request was weighed already.
    @Override
    public void onHalfClose() {
        if (!call.getMethodDescriptor().getType().clientSendsOneMessage() || call.admits()) {
            forwardHalfClose();
        } else {
            endIfDenied();
        }
    }

    private void forwardHalfClose() {
        if (!call.isDenied()) {
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
