package proglog.consensus;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;

/// Takes from the trailers of an answer which leader acknowledged, for the call in whose context
/// the question was asked. Immutable.
final class AcknowledgementReader implements ClientInterceptor {

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
            MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        Acknowledgement asked = Acknowledgement.KEY.get();
        ClientCall<Q, A> call = next.newCall(method, options);
        return asked == null ? call : reading(call, asked);
    }

    private static <Q, A> ClientCall<Q, A> reading(ClientCall<Q, A> call, Acknowledgement asked) {
        return new SimpleForwardingClientCall<>(call) {
            @Override
            public void start(Listener<A> listener, Metadata headers) {
                super.start(
                        new SimpleForwardingClientCallListener<A>(listener) {
                            @Override
                            public void onClose(Status status, Metadata trailers) {
                                asked.read(trailers);
                                super.onClose(status, trailers);
                            }
                        },
                        headers);
            }
        };
    }
}
