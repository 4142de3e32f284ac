package proglog.grpc;

import io.grpc.ForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// What a streaming call's service hears: the client's messages, until the server drains.
///
/// Then a service that gets a stream hears that the stream has ended, answers what it has, and ends
/// the call; one that only sends hears that the call is cancelled. It hears the end once, from
/// whoever comes first. For many threads: the service hears one thing at a time.
final class OpenStream<Q, A> extends ForwardingServerCallListener<Q> {

    private final SharedCall<Q, A> call;
    private final ServerCall.Listener<Q> service;
    private final Consumer<OpenStream<Q, A>> whenOver;
    private final AtomicBoolean isOver = new AtomicBoolean(); // the service has heard the end
    private final ReentrantLock lock = new ReentrantLock();
    private boolean hasEnded; // the service hears no more from the client; guarded by lock

    OpenStream(
            SharedCall<Q, A> call,
            ServerCall.Listener<Q> service,
            Consumer<OpenStream<Q, A>> whenOver) {
        this.call = call;
        this.service = service;
        this.whenOver = whenOver;
    }

    @Override
    protected ServerCall.Listener<Q> delegate() {
        return service;
    }

    /// Ends the call, as soon as the service has answered what it has heard.
    void drain() {
        if (call.getMethodDescriptor().getType().clientSendsOneMessage()) {
            call.drain();
            call.close(Status.OK, new Metadata());
            cancel();
        } else {
            end(() -> {
                call.drain(); // when the client has not ended it: then a good end is a good end
                service.onHalfClose();
            });
        }
    }

    @Override
    public void onMessage(Q message) {
        lock.lock();
        try {
            if (!hasEnded) {
                service.onMessage(message);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onHalfClose() {
        end(service::onHalfClose);
    }

    @Override
    public void onCancel() {
        whenOver.accept(this);
        over(service::onCancel);
    }

    @Override
    public void onComplete() {
        whenOver.accept(this);
        over(service::onComplete);
    }

    private void cancel() {
        lock.lock();
        try {
            hasEnded = true;
            over(service::onCancel);
        } finally {
            lock.unlock();
        }
    }

    private void over(Runnable told) {
        if (isOver.compareAndSet(false, true)) {
            told.run();
        }
    }

    private void end(Runnable told) {
        lock.lock();
        try {
            if (!hasEnded) {
                hasEnded = true;
                told.run();
            }
        } finally {
            lock.unlock();
        }
    }
}
