package proglog.grpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The calls that a client has open, so that it can cancel them when it is closed. For many
/// threads.
final class OpenCalls implements ClientInterceptor {

    private final Set<ClientCall<?, ?>> calls = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed; // set once, by close

    boolean isClosed() {
        return isClosed;
    }

    /// Cancels all calls, also those that begin later.
    void close() {
        isClosed = true;
        calls.forEach(OpenCalls::cancel);
    }

    private static void cancel(ClientCall<?, ?> call) {
        call.cancel("the log is closed", null);
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
            MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        ClientCall<Q, A> call = next.newCall(method, options);
        return new SimpleForwardingClientCall<>(call) {

            @Override
            public void start(Listener<A> listener, Metadata headers) {
                calls.add(call);
                super.start(
                        new SimpleForwardingClientCallListener<A>(listener) {
                            @Override
                            public void onClose(Status status, Metadata trailers) {
                                calls.remove(call);
                                super.onClose(status, trailers);
                            }
                        },
                        headers);
                if (isClosed) {
                    OpenCalls.cancel(call);
                }
            }
        };
    }
}
