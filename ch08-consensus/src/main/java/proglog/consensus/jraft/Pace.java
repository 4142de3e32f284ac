package proglog.consensus.jraft;

import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesRequest;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// How fast nodes that are behind are given entries that a majority has already. For many threads.
///
/// Nobody waits for these entries, but appends wait for the same disks and processors. So while
/// appends go on, nodes catch up with [#BYTES_PER_SECOND] and twice what the appends take: slowly
/// beside a few appends, and always faster than the log grows. While none do, nothing is held back.
/// Times are those of [System#nanoTime].
final class Pace {

    /// Enough to catch up with a GiB in a little over ten seconds.
    static final long BYTES_PER_SECOND = 105_000_000;

    /// What a node may be behind without being held back.
    static final long BURST_BYTES = 8_000_000;

    /// How long after an append another one is expected.
    static final long EXPECTED_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /// No pause is longer, so that no answer seems to be lost.
    static final long MOST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final int SHARE = 2;
    private static final double NANOS_PER_BYTE = 1e9 / BYTES_PER_SECOND;
    private static final long BURST_NANOS = nanos(BURST_BYTES);

    private final ReentrantLock lock = new ReentrantLock();
    private long urgentUntil; // guarded by lock
    private long paidUntil; // what was sent has used up the time until then; guarded by lock

    /// One that begins at `now`.
    Pace(long now) {
        this.urgentUntil = now;
        this.paidUntil = now - BURST_NANOS;
    }

    /// How many nanoseconds are to pass after `now`, when `request` is sent, until others follow.
    long pauseAfter(AppendEntriesRequest request, long now) {
        long last = request.getPrevLogIndex() + request.getEntriesCount();
        boolean isUrgent = request.getCommittedIndex() < last;
        long bytes = request.getData().size();
        long nanos = nanos(isUrgent ? -SHARE * bytes : bytes);
        lock.lock();
        try {
            paidUntil = now + Math.clamp(paidUntil - now + nanos, -BURST_NANOS, MOST_PAUSE_NANOS);
            if (isUrgent) {
                urgentUntil = now + EXPECTED_NANOS;
                return 0;
            }
            return urgentUntil - now > 0 ? Math.max(0, paidUntil - now) : 0;
        } finally {
            lock.unlock();
        }
    }

    private static long nanos(long bytes) {
        return (long) (bytes * NANOS_PER_BYTE);
    }
}
