package proglog.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.concurrent.locks.ReentrantLock;

/// A call that several threads may answer and close: the first to close it wins, and what comes
/// later is lost. For many threads.
final class SharedCall<Q, A> extends SimpleForwardingServerCall<Q, A> {

    private final ReentrantLock lock = new ReentrantLock();
    private boolean isClosed; // guarded by lock
    private boolean isDraining; // guarded by lock

    SharedCall(ServerCall<Q, A> call) {
        super(call);
    }

    @Override
    public void sendHeaders(Metadata headers) {
        whileOpen(() -> super.sendHeaders(headers));
    }

    @Override
    public void sendMessage(A message) {
        lock.lock();
        try {
            if (!isClosed) {
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
            super.close(isDraining && status.isOk() ? OpenStreams.DRAINING : status, trailers);
        });
    }

    /// From now on a good end is the server's, not the client's.
    void drain() {
        whileOpen(() -> isDraining = true);
    }

    private void whileOpen(Runnable action) {
        lock.lock();
        try {
            if (!isClosed) {
                action.run();
            }
        } finally {
            lock.unlock();
        }
    }
}
