package proglog.grpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;

/// Knows the calls that are open, and ends those that would not end by themselves. For many
/// threads.
///
/// Stands in front of everything else: it makes every call safe to be sent on and closed by several
/// threads.
final class OpenStreams implements ServerInterceptor {

    private final Set<OpenStream<?, ?>> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean isDraining; // set once, by drain

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        SharedCall<Q, A> shared = new SharedCall<>(call);
        if (call.getMethodDescriptor().getType().serverSendsOneMessage()) {
            return next.startCall(shared, headers);
        }
        OpenStream<Q, A> stream =
                new OpenStream<>(shared, next.startCall(shared, headers), streams::remove);
        streams.add(stream);
        if (isDraining) {
            stream.drain();
        }
        return stream;
    }

    /// Ends all streams, each after what it has received is answered.
    void drain() {
        isDraining = true;
        // A service that does not return from what it hears is not to hold up the others.
        streams.forEach(stream -> Thread.ofVirtual().name("drain").start(() -> drain(stream)));
    }

    private static void drain(OpenStream<?, ?> stream) {
        try {
            stream.drain();
        } catch (RejectedExecutionException _) {
            // Its connection has ended meanwhile, and with the last one the server.
        }
    }
}
