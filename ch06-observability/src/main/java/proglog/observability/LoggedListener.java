package proglog.observability;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.ServerCall;
import io.grpc.Status;

/// Counts what a call receives, and writes its line when the client is gone before it was closed.
/// gRPC calls it on one thread at a time.
final class LoggedListener<Q> extends SimpleForwardingServerCallListener<Q> {

    private static final Status GONE = Status.CANCELLED.withDescription("the client went away");

    private final CallLine line;

    LoggedListener(ServerCall.Listener<Q> listener, CallLine line) {
        super(listener);
        this.line = line;
    }

    @Override
    public void onMessage(Q message) {
        line.received();
        super.onMessage(message);
    }

    @Override
    public void onCancel() {
        super.onCancel();
        line.write(GONE);
    }
}
