package proglog.observability;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;

/// A call that writes its line when it is closed. As safe for threads as the call inside.
final class LoggedCall<Q, A> extends SimpleForwardingServerCall<Q, A> {

    private final CallLine line;

    LoggedCall(ServerCall<Q, A> call, CallLine line) {
        super(call);
        this.line = line;
    }

    @Override
    public void sendMessage(A message) {
        super.sendMessage(message);
        line.sent();
    }

    @Override
    public void close(Status status, Metadata trailers) {
        super.close(status, trailers);
        line.write(status);
    }
}
