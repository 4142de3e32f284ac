package proglog.torture;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.Optional;

/// Keeps what the last answer said about who had given it. For a client that makes one call at a
/// time.
final class Trailers implements ClientInterceptor {

    private static final Metadata.Key<String> TERM =
            Metadata.Key.of("proglog-term", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> LEADER =
            Metadata.Key.of("proglog-leader", Metadata.ASCII_STRING_MARSHALLER);

    private volatile Optional<Operation.Reign> last = Optional.empty(); // set as each call ends

    /// Who gave the last answer, if it told.
    Optional<Operation.Reign> last() {
        return last;
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
            MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<A> answers, Metadata headers) {
                super.start(
                        new SimpleForwardingClientCallListener<>(answers) {
                            @Override
                            public void onClose(Status status, Metadata trailers) {
                                last = reign(trailers);
                                super.onClose(status, trailers);
                            }
                        },
                        headers);
            }
        };
    }

    private static Optional<Operation.Reign> reign(Metadata trailers) {
        return Optional.ofNullable(trailers.get(TERM))
                .flatMap(term ->
                        Optional.ofNullable(trailers.get(LEADER))
                                .map(leader -> new Operation.Reign(Long.parseLong(term), leader)));
    }
}
