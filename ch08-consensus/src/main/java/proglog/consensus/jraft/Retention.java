package proglog.consensus.jraft;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongFunction;
import proglog.storage.SegmentInfo;
import proglog.storage.SegmentedLog;
import proglog.storage.StorageListener;

/// Forgets the oldest segments when the log is too large or they are too old, but never what Raft
/// may still need. For many threads; one at a time forgets.
///
/// It is also who is told that a segment has begun, since then there may be something to forget.
final class Retention implements StorageListener {

    private final RaftLogSettings settings;
    private final InstantSource clock;
    private final StorageListener listener;
    private volatile boolean due = true; // written when a segment begins, and by who forgets

    Retention(RaftLogSettings settings, InstantSource clock, StorageListener listener) {
        this.settings = settings;
        this.clock = clock;
        this.listener = listener;
    }

    @Override
    public void synced(long bytes, long nanos) {
        listener.synced(bytes, nanos);
    }

    @Override
    public void rolled(SegmentInfo full) {
        due = true;
        listener.rolled(full);
    }

    @Override
    public void dropped(SegmentInfo oldest) {
        listener.dropped(oldest);
    }

    /// Forgets what may go of `log`, if anything has changed since the last time.
    ///
    /// @param kept the entry here and all behind it stay
    /// @param headers reads the header of an entry
    void forgetOld(SegmentedLog log, long kept, LongFunction<EntryHeader> headers) {
        if (!due) {
            return;
        }
        due = false;
        List<SegmentInfo> segments = log.segments();
        long bytes = segments.stream().mapToLong(SegmentInfo::bytes).sum();
        for (SegmentInfo oldest : segments) {
            long next = oldest.offsets().next();
            if (next > kept
                    || !(bytes > settings.retainBytes() || isOld(headers.apply(next - 1)))) {
                return;
            }
            log.truncatePrefix(next);
            bytes -= oldest.bytes();
            listener.dropped(oldest);
        }
    }

    /// Something has changed: look again.
    void look() {
        due = true;
    }

    private boolean isOld(EntryHeader last) {
        if (last.timeNanos() == 0) { // no record has a time
            return false;
        }
        Instant time = Instant.ofEpochSecond(0, last.timeNanos());
        return Duration.between(time, clock.instant()).compareTo(settings.retainAge()) > 0;
    }
}
