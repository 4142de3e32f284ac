package proglog.consensus;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.CommitLog;
import proglog.CommitLogException;
import proglog.CorruptLogException;
import proglog.Deadline;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.LogUnavailableException;
import proglog.OffsetRange;
import proglog.storage.SegmentedLog;

/// Brings what a node's copy of the records lacks from other nodes: a snapshot holds no records.
///
/// For many threads. A snapshot may be restored before it is known who the other nodes are; then
/// the records are fetched as soon as that is known, or needed.
final class MissingRecords {

    private static final Logger logger = LoggerFactory.getLogger(MissingRecords.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String self;
    private final SegmentedLog copy;
    private final BatchClock clock;
    private final Function<ClusterNode, CommitLog> peers;
    private final CompletableFuture<Consensus<?>> cluster = new CompletableFuture<>();
    private final LeaderWatch pause = new LeaderWatch(); // nothing ever changes there
    private final ReentrantLock lock = new ReentrantLock(); // held by who fetches
    private volatile long restored; // written by who applies

    MissingRecords(
            String self,
            SegmentedLog copy,
            BatchClock clock,
            Function<ClusterNode, CommitLog> peers) {
        this.self = self;
        this.copy = copy;
        this.clock = clock;
        this.peers = peers;
    }

    /// Whom to ask is known now.
    void attach(Consensus<?> consensus) {
        cluster.complete(consensus);
        try {
            fetch(restored, Deadline.after(Duration.ZERO));
        } catch (CorruptLogException later) {
            logger.info("trying again when there is something to apply: {}", later.getMessage());
        }
    }

    /// A snapshot speaks of the records below `nextOffset`.
    void restored(long nextOffset) {
        restored = nextOffset;
        if (cluster.isDone()) {
            fetch(nextOffset);
        }
    }

    /// Returns when the copy has the records below `to`, as far as anybody keeps them.
    void fetch(long to) {
        if (copy.offsets().next() < to) {
            fetch(to, Deadline.after(PATIENCE));
        }
    }

    private void fetch(long to, Deadline deadline) {
        lock.lock();
        try {
            while (copy.offsets().next() < to) {
                boolean isDone = fetchFromAny(to);
                if (!isDone && !pause.canTryAgain(pause.changes(), deadline)) {
                    throw new CorruptLogException(
                            "the copy ends at %d, and no node gives the records below %d"
                                    .formatted(copy.offsets().next(), to));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean fetchFromAny(long to) {
        for (ClusterNode node : others()) {
            try {
                long from = copy.offsets().next();
                fetch(peers.apply(node), to);
                logger.info("fetched the records [{}, {}) from {}", from, to, node.name());
                return true;
            } catch (CommitLogException failure) {
                logger.info("{} gives no records: {}", node.name(), failure.getMessage());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    private List<ClusterNode> others() {
        return cluster.isDone()
                ? cluster.join().nodes().stream().filter(node -> !node.name().equals(self)).toList()
                : List.of();
    }

    private void fetch(CommitLog peer, long to) throws InterruptedException {
        OffsetRange there = peer.offsets();
        if (there.next() < to) {
            throw new LogUnavailableException("it ends at " + there.next());
        }
        if (copy.offsets().next() < there.first()) {
            copy.reset(there.first());
        }
        try (LogCursor cursor = peer.follow(copy.offsets().next())) {
            while (copy.offsets().next() < to) {
                LogRecord record = cursor.next();
                clock.set(record.appendedAt());
                copy.append(record.value());
            }
        }
    }
}
