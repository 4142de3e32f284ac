package proglog.consensus;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;

/// Writes into the trailers of each answer which leader acknowledged an append, and in which term:
/// `proglog-leader` and `proglog-term`. Immutable.
public final class AcknowledgementTrailers implements ServerInterceptor {

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Acknowledgement acknowledgement = new Acknowledgement();
        Context context = Context.current().withValue(Acknowledgement.KEY, acknowledgement);
        ServerCall<Q, A> answered =
                new SimpleForwardingServerCall<>(call) {
                    @Override
                    public void close(Status status, Metadata trailers) {
                        acknowledgement.writeTo(trailers);
                        super.close(status, trailers);
                    }
                };
        return Contexts.interceptCall(context, answered, headers, next);
    }
}
