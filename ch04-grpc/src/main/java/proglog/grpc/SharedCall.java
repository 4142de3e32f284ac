package proglog.grpc;

import io.grpc.Context;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import proglog.LogUnavailableException;

/// A call that several threads may answer and close: the first to close it wins, and what comes
/// later is lost. For many threads.
final class SharedCall<Q, A> extends SimpleForwardingServerCall<Q, A> {

    // Cancelled when the call is over. Made where the call begins, used on every thread: the one
    // that drains the server works for no call.
    private final Context context = Context.current();
    private final ReentrantLock lock = new ReentrantLock();
    private boolean isClosed; // guarded by lock
    private boolean isDraining; // guarded by lock

    SharedCall(ServerCall<Q, A> call) {
        super(call);
    }

    @Override
    public void request(int messages) {
        whileOpen(() -> super.request(messages));
    }

    @Override
    public void sendHeaders(Metadata headers) {
        whileOpen(() -> super.sendHeaders(headers));
    }

    @Override
    public void sendMessage(A message) {
        lock.lock();
        try {
            if (!isOver()) {
                super.sendMessage(message);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close(Status status, Metadata trailers) {
        whileOpen(() -> {
            isClosed = true;
            if (isDraining && status.isOk()) {
                StatusRuntimeException draining = Statuses.of(draining());
                trailers.merge(Objects.requireNonNull(draining.getTrailers()));
                super.close(draining.getStatus(), trailers);
            } else {
                super.close(status, trailers);
            }
        });
    }

    /// From now on a good end is the server's, not the client's.
    void drain() {
        whileOpen(() -> isDraining = true);
    }

    private static LogUnavailableException draining() {
        return new LogUnavailableException(
                "the server is shutting down: what it has not answered has not happened");
    }

    private void whileOpen(Runnable action) {
        lock.lock();
        try {
            if (!isOver()) {
                action.run();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Whether nobody hears what is said: also when the client is gone, or the whole server, and
    /// the service has not noticed yet.
    private boolean isOver() {
        return isClosed || context.isCancelled();
    }
}
