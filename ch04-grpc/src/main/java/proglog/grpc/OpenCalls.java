package proglog.grpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Context;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The calls that a client has open, so that it can cancel them when it is closed. For many
/// threads.
///
/// A call itself may only be cancelled by the thread that sends on it; what any thread may cancel
/// is the context in which it was made.
final class OpenCalls implements ClientInterceptor {

    private static final Status CLOSED = Status.CANCELLED.withDescription("the log is closed");

    private final Set<Context.CancellableContext> calls = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed; // set once, by close

    boolean isClosed() {
        return isClosed;
    }

    /// Cancels all calls, also those that begin later.
    void close() {
        isClosed = true;
        calls.forEach(OpenCalls::cancel);
    }

    private static void cancel(Context.CancellableContext call) {
        call.cancel(CLOSED.asRuntimeException());
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
            MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        Context.CancellableContext context = Context.current().withCancellation();
        Context caller = context.attach();
        try {
            return new OpenCall<>(next.newCall(method, options), context);
        } finally {
            context.detach(caller);
        }
    }

    private final class OpenCall<Q, A> extends SimpleForwardingClientCall<Q, A> {

        private final Context.CancellableContext context;

        OpenCall(ClientCall<Q, A> call, Context.CancellableContext context) {
            super(call);
            this.context = context;
        }

        @Override
        public void start(Listener<A> listener, Metadata headers) {
            calls.add(context);
            if (isClosed) {
                OpenCalls.cancel(context);
            }
            super.start(
                    new SimpleForwardingClientCallListener<A>(listener) {
                        @Override
                        public void onClose(Status status, Metadata trailers) {
                            calls.remove(context);
                            context.close();
                            super.onClose(status, trailers);
                        }
                    },
                    headers);
        }
    }
}
