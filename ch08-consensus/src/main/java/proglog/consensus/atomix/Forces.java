package proglog.consensus.atomix;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Forces the journal, once for all that asked while the last force ran. For many threads.
///
/// After a force has failed nothing is forced any more: what the disk has then is not known.
final class Forces implements AutoCloseable {

    private final JournalFiles files;
    private final Consumer<Exception> onFailure;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition asked = lock.newCondition();
    private final Thread thread;
    private CompletableFuture<Void> next = new CompletableFuture<>(); // under lock
    private CompletableFuture<Void> running = next; // by run
    private boolean isAsked; // under lock
    private boolean isOver; // under lock

    private Forces(JournalFiles files, String name, Consumer<Exception> onFailure) {
        this.files = files;
        this.onFailure = onFailure;
        this.thread = Thread.ofVirtual().name("force-" + name).unstarted(this::run);
    }

    /// Begins; `onFailure` is called when the disk has failed.
    static Forces start(JournalFiles files, String name, Consumer<Exception> onFailure) {
        Forces forces = new Forces(files, name, onFailure);
        forces.thread.start();
        return forces;
    }

    /// Completes when everything that is in the journal now is on the disk; fails when that cannot
    /// be said.
    CompletableFuture<Void> all() {
        lock.lock();
        try {
            if (!isOver) {
                isAsked = true;
                asked.signal();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (true) {
                CompletableFuture<Void> begun = awaitAsked();
                files.force();
                begun.complete(null);
            }
        } catch (InterruptedException e) {
            end(new IOException("the node is closed", e));
        } catch (IOException | RuntimeException e) {
            end(e);
            onFailure.accept(e);
        }
    }

    private CompletableFuture<Void> awaitAsked() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!isAsked) {
                asked.await();
            }
            CompletableFuture<Void> begun = next;
            running = begun;
            next = new CompletableFuture<>();
            isAsked = false;
            return begun;
        } finally {
            lock.unlock();
        }
    }

    private void end(Exception cause) {
        lock.lock();
        try {
            isOver = true;
        } finally {
            lock.unlock();
        }
        running.completeExceptionally(cause);
        next.completeExceptionally(cause);
    }

    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
