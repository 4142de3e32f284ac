package proglog.agent;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Responses that wait for a client that reads slowly, so that it costs no memory. One thread
/// sends; it is not the one that gRPC tells about the client.
final class PacedResponses<R> {

    private final ServerCallStreamObserver<R> responses;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private PacedResponses(ServerCallStreamObserver<R> responses) {
        this.responses = responses;
    }

    /// Within the call of the service, before it returns.
    static <R> PacedResponses<R> of(ServerCallStreamObserver<R> responses) {
        PacedResponses<R> paced = new PacedResponses<>(responses);
        responses.setOnReadyHandler(paced::signal);
        responses.setOnCancelHandler(paced::signal);
        return paced;
    }

    private void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until the client can take it. Fails with [InterruptedException] when it has gone.
    void send(R response) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!responses.isReady() && !responses.isCancelled()) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
        if (responses.isCancelled()) {
            throw new InterruptedException("the client has gone");
        }
        responses.onNext(response);
    }

    /// That was all.
    void complete() {
        if (!responses.isCancelled()) {
            responses.onCompleted();
        }
    }

    /// There will be no more, for this reason.
    void fail(Status reason) {
        if (!responses.isCancelled()) {
            responses.onError(reason.asRuntimeException());
        }
    }
}
