package proglog.grpc;

import io.grpc.Context;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Interrupts the thread that works for a call when the call is cancelled or its deadline passes.
///
/// That thread blocks, so no callback of the call could reach it.
public final class CallThread implements Context.CancellationListener {

    private final ReentrantLock lock = new ReentrantLock();
    private final Thread thread = Thread.currentThread();
    private boolean done; // guarded by lock

    private CallThread() {}

    /// Does `work` for the current call.
    public static <T> T run(Supplier<T> work) {
        Context call = Context.current();
        CallThread interrupter = new CallThread();
        call.addListener(interrupter, Runnable::run);
        try {
            return work.get();
        } finally {
            call.removeListener(interrupter);
            interrupter.end();
        }
    }

    @Override
    public void cancelled(Context call) {
        lock.lock();
        try {
            if (!done) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /// From here on the thread is not this call's; an interrupt that came in time ends here, too.
    private void end() {
        lock.lock();
        try {
            done = true;
        } finally {
            lock.unlock();
        }
        var _ = Thread.interrupted();
    }
}
