package proglog.security;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// An authorizer that permits everything or nothing, and counts how often it was asked.
final class Switch implements Authorizer {

    final AtomicInteger asked = new AtomicInteger();
    private volatile boolean on = true; // written by the test
    private final AtomicLong generation = new AtomicLong();

    void turn(boolean permit) {
        on = permit;
        generation.incrementAndGet();
    }

    @Override
    public boolean permits(Subject subject, String object, Action action) {
        asked.incrementAndGet();
        return on;
    }

    @Override
    public long generation() {
        return generation.get();
    }
}
