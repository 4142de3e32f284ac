package proglog.security;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.concurrent.locks.ReentrantLock;
import proglog.Task;

/// A call that ends as `PERMISSION_DENIED` at the first message after its permit was taken away.
///
/// For two threads, though a `ServerCall` is for one: the listener's, which may find a request
/// denied, and the service's, which answers. A lock orders what they do; once the call was denied,
/// what the service still does to it has no effect, but that sending fails.
final class GuardedCall<Q, R> extends SimpleForwardingServerCall<Q, R> {

    private final Permit permit;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean closed; // by the service; under the lock
    private volatile boolean denied; // written under the lock

    GuardedCall(ServerCall<Q, R> call, Permit permit) {
        super(call);
        this.permit = permit;
    }

    /// May another request come in? If not, the call is over when this returns.
    boolean admits() {
        if (!permit.holds()) {
            deny();
            return false;
        }
        return !denied;
    }

    boolean isDenied() {
        return denied;
    }

    @Override
    public void sendHeaders(Metadata headers) {
        lock.lock();
        try {
            if (!denied) {
                super.sendHeaders(headers);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    @Task("5.6")
    public void sendMessage(R message) {
        lock.lock();
        try {
            if (permit.coversAnswers() && !permit.holds()) {
                deny();
            }
            if (denied) {
                throw denial().asRuntimeException();
            }
            super.sendMessage(message);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close(Status status, Metadata trailers) {
        lock.lock();
        try {
            if (!denied) {
                closed = true;
                super.close(status, trailers);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isCancelled() {
        return denied || super.isCancelled();
    }

    @Override
    public boolean isReady() {
        return !denied && super.isReady();
    }

    private void deny() {
        lock.lock();
        try {
            if (!denied && !closed) {
                denied = true;
                AuditLog.denied(this, permit.subject(), permit.access().policyNames());
                super.close(denial(), new Metadata());
            }
        } finally {
            lock.unlock();
        }
    }

    private Status denial() {
        return Status.PERMISSION_DENIED.withDescription(permit.denial());
    }
}
