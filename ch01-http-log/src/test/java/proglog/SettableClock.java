package proglog;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that a test moves, also backwards. For many threads.
public final class SettableClock implements InstantSource {

    private volatile Instant now = Instant.parse("2025-01-01T00:00:00Z"); // written by the test

    @Override
    public Instant instant() {
        return now;
    }

    /// Moves the clock by `step`, which may be negative, and returns what it shows then.
    public Instant advance(Duration step) {
        Instant then = now.plus(step);
        now = then;
        return then;
    }
}
