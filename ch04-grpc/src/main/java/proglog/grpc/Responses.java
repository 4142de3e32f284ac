package proglog.grpc;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import proglog.v1.ConsumeResponse;

/// What a stream has sent and nobody has taken yet. The channel adds, one thread takes.
final class Responses extends ClientCall.Listener<ConsumeResponse> {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<ConsumeResponse> waiting = new ArrayDeque<>(); // guarded by lock
    private Optional<StatusRuntimeException> end = Optional.empty(); // guarded by lock

    @Override
    public void onMessage(ConsumeResponse response) {
        lock.lock();
        try {
            waiting.add(response);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        lock.lock();
        try {
            end = Optional.of(new StatusRuntimeException(status, trailers));
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /// Whether [#take] would not wait.
    boolean isReady() {
        lock.lock();
        try {
            return !waiting.isEmpty() || end.isPresent();
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a response; fails as the stream did when it has ended and there is none left.
    ConsumeResponse take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty()) {
                if (end.isPresent()) {
                    throw Failures.of(end.get());
                }
                changed.await();
            }
            return waiting.remove();
        } finally {
            lock.unlock();
        }
    }
}
