package proglog.storage;

import java.io.Closeable;
import java.time.Duration;
import java.util.Optional;

/// Syncs at an interval, on a virtual thread of its own. For many threads.
final class IntervalSync implements Closeable {

    private final Thread thread;

    private IntervalSync(Thread thread) {
        this.thread = thread;
    }

    /// Runs `sync` as often as `config` says, when it says so, until it is closed.
    static Optional<IntervalSync> startIfWanted(SegmentedLogConfig config, Runnable sync) {
        return config.sync() == SyncPolicy.INTERVAL
                ? Optional.of(start(config.syncInterval(), sync))
                : Optional.empty();
    }

    /// Runs `sync` every `interval` until it is closed.
    static IntervalSync start(Duration interval, Runnable sync) {
        return new IntervalSync(
                Thread.ofVirtual()
                        .name("log-sync")
                        .start(() -> {
                            try {
                                while (true) {
                                    Thread.sleep(interval);
                                    sync.run();
                                }
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt(); // closed: the thread ends here
                            }
                        }));
    }

    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
