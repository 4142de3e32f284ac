package proglog.storage;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps from the log what a listener throws, and says it the first time only. For many threads.
final class GuardedListener implements StorageListener {

    private static final Logger logger = LoggerFactory.getLogger(GuardedListener.class);

    private final StorageListener target;
    private volatile boolean complained; // written by whoever meets the first failure

    GuardedListener(StorageListener target) {
        this.target = target;
    }

    @Override
    public void synced(long bytes, long nanos) {
        tell(listener -> listener.synced(bytes, nanos));
    }

    @Override
    public void rolled(SegmentInfo full) {
        tell(listener -> listener.rolled(full));
    }

    @Override
    public void dropped(SegmentInfo oldest) {
        tell(listener -> listener.dropped(oldest));
    }

    private void tell(Consumer<StorageListener> news) {
        try {
            news.accept(target);
        } catch (RuntimeException e) { // a foreign one: an append must not fail for it
            if (!complained) {
                complained = true;
                logger.warn("a storage listener failed: later failures are not logged", e);
            }
        }
    }
}
