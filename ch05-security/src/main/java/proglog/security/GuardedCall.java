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
    private volatile boolean refused; // written under the lock: the service may still answer
    private volatile boolean denied; // written under the lock

    GuardedCall(ServerCall<Q, R> call, Permit permit) {
        super(call);
        this.permit = permit;
    }

    /// May a request come in, and be worked for? If not, the call is over when this returns.
    boolean admits() {
        if (!permit.holds()) {
            deny();
            return false;
        }
        return !denied;
    }

    /// May another request of a stream come in? If not, the service hears no more. What it has
    /// taken before it may still answer when answers reveal nothing: an append that has happened
    /// must not look like one that has not.
    boolean admitsMore() {
        if (permit.coversAnswers()) {
            return admits();
        }
        if (!permit.holds()) {
            refuse();
            return false;
        }
        return !refused && !denied;
    }

    /// Whether the call ends as denied as soon as the service has answered what it has taken.
    boolean isRefused() {
        return refused;
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
                super.close(refused && status.isOk() ? denial() : status, trailers);
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

    private void refuse() {
        lock.lock();
        try {
            if (!refused && !denied && !closed) {
                refused = true;
                AuditLog.denied(this, permit.subject(), permit.access().policyNames());
            }
        } finally {
            lock.unlock();
        }
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
