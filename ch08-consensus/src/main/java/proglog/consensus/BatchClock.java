package proglog.consensus;

import java.time.Instant;
import java.time.InstantSource;

/// Says the time of the batch that is being applied. One thread sets it, any reads it.
final class BatchClock implements InstantSource {

    private volatile Instant now = Instant.EPOCH; // written by who applies

    void set(Instant time) {
        now = time;
    }

    @Override
    public Instant instant() {
        return now;
    }
}
