package proglog.torture;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// What clients share: what is known to be acknowledged, and whether they should go on. For many
/// threads.
final class Load {

    private final Links links;
    private final History history;
    private final Sightings sightings = new Sightings();
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();

    Load(Links links, History history) {
        this.links = links;
        this.history = history;
    }

    Links links() {
        return links;
    }

    History history() {
        return history;
    }

    Sightings sightings() {
        return sightings;
    }

    /// One past the highest offset that is known to be acknowledged.
    long next() {
        return next.get();
    }

    /// How many appends have been acknowledged.
    long acknowledged() {
        return acknowledged.get();
    }

    void acknowledge(long end) {
        next.accumulateAndGet(end, Math::max);
        acknowledged.incrementAndGet();
    }

    /// Lets clients end.
    void end() {
        over.countDown();
    }

    boolean isOver() {
        return over.getCount() == 0;
    }

    /// Waits a little; says whether to go on.
    boolean goesOnAfter(long millis) throws InterruptedException {
        return !over.await(millis, TimeUnit.MILLISECONDS);
    }
}
