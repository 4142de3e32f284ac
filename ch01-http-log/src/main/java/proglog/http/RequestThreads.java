package proglog.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;

/// The virtual threads of the requests in flight. For many threads.
///
/// There is one a connection at most, so the limit of connections is theirs, too.
final class RequestThreads {

    private final ThreadFactory factory = Thread.ofVirtual().name("http-request-", 0).factory();
    private final Set<Thread> running = ConcurrentHashMap.newKeySet();

    void start(Runnable request) {
        Thread thread =
                factory.newThread(() -> {
                    try {
                        request.run();
                    } finally {
                        running.remove(Thread.currentThread());
                    }
                });
        running.add(thread);
        thread.start();
    }

    /// Interrupts those that still run and waits until they have ended, each for `patience` at
    /// most.
    void stop(Duration patience) {
        running.forEach(Thread::interrupt);
        for (Thread thread : running) {
            try {
                thread.join(patience);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
