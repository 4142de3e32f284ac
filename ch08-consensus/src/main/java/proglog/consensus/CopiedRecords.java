package proglog.consensus;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.Batch;
import proglog.Bytes;
import proglog.CommitLog;
import proglog.CommitLogException;
import proglog.CorruptLogException;
import proglog.Deadline;
import proglog.HighWaterMark;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;
import proglog.storage.SegmentedLog;
import proglog.storage.SegmentedLogConfig;
import proglog.storage.SyncPolicy;

/// Records copied into a log of this node's own, for an engine that does not lend its log. One
/// thread applies, many read.
///
/// The copy is not synced append by append: what a crash takes from its end is in the engine's log,
/// and is applied again. A batch whose offsets the copy has already is not copied again.
final class CopiedRecords implements AppliedRecords {

    private static final Logger logger = LoggerFactory.getLogger(CopiedRecords.class);

    private final SegmentedLog copy;
    private final Forwarding peers;
    private final ReadableOffsets readable;
    private final BatchClock clock;
    private volatile Optional<Consensus<?>> consensus = Optional.empty(); // set once, by attach

    private CopiedRecords(SegmentedLog copy, Forwarding peers, BatchClock clock) {
        this.copy = copy;
        this.peers = peers;
        this.clock = clock;
        this.readable = new ReadableOffsets();
    }

    /// Opens the copy in `directory`; what it lacks is fetched through `peers`.
    static CopiedRecords open(Path directory, Forwarding peers) {
        SegmentedLogConfig config = SegmentedLogConfig.defaults().withSync(SyncPolicy.ROLL);
        BatchClock clock = new BatchClock();
        CopiedRecords records =
                new CopiedRecords(SegmentedLog.open(directory, config, clock), peers, clock);
        records.readable.stored(Long.MAX_VALUE); // what is applied is copied first
        return records;
    }

    @Override
    public void attach(Consensus<?> consensus) {
        this.consensus = Optional.of(consensus);
    }

    @Override
    public boolean keepsEveryCommand() {
        return false;
    }

    @Override
    public void apply(long index, OffsetRange offsets, BatchCommand batch) {
        long next = copy.offsets().next();
        if (next < offsets.first()) {
            throw new CorruptLogException(
                    "the command at index %d adds the records %s, but the copy ends at %d"
                            .formatted(index, offsets, next));
        }
        if (next < offsets.next()) {
            List<Bytes> values = batch.values();
            clock.set(Instant.ofEpochSecond(0, batch.timeNanos()));
            copy.append(
                    Batch.of(values.subList((int) (next - offsets.first()), values.size())),
                    Deadline.never());
        }
    }

    @Override
    public void applied(long nextOffset) {
        readable.applied(nextOffset);
    }

    @Override
    public void restored(long nextOffset) {
        long next = copy.offsets().next();
        if (next < nextOffset) {
            fetch(next, nextOffset);
        }
        readable.applied(nextOffset);
    }

    private void fetch(long from, long to) {
        Consensus<?> cluster =
                consensus.orElseThrow(() ->
                        new CorruptLogException(
                                "a snapshot speaks of %d records, but the copy ends at %d"
                                        .formatted(to, from)));
        for (ClusterNode node : cluster.nodes()) {
            try {
                fetch(peers.log(node), to);
                logger.info("fetched the records [{}, {}) from {}", from, to, node.name());
                return;
            } catch (CommitLogException failure) {
                logger.info("{} could not give records: {}", node.name(), failure.getMessage());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new CorruptLogException(
                "no node could give the records [%d, %d) that a snapshot speaks of"
                        .formatted(copy.offsets().next(), to));
    }

    private void fetch(CommitLog peer, long to) throws InterruptedException {
        long kept = peer.offsets().first();
        if (copy.offsets().next() < kept) {
            copy.reset(kept);
        }
        try (LogCursor cursor = peer.follow(copy.offsets().next())) {
            while (copy.offsets().next() < to) {
                LogRecord record = cursor.next();
                clock.set(record.appendedAt());
                copy.append(record.value());
            }
        }
    }

    @Override
    public void sync() {
        copy.sync();
    }

    @Override
    public HighWaterMark mark() {
        return readable.mark();
    }

    @Override
    public void whenReadable(long nextOffset, Runnable action) {
        readable.whenReadable(nextOffset, action);
    }

    @Override
    public void releaseWaiting() {
        readable.release();
    }

    @Override
    public LogRecord read(long offset) {
        OffsetRange range = offsets();
        if (!range.contains(offset)) {
            throw new OffsetOutOfRangeException(offset, range);
        }
        return copy.read(offset);
    }

    @Override
    public OffsetRange offsets() {
        long next = readable.mark().next();
        return new OffsetRange(Math.min(copy.offsets().first(), next), next);
    }

    @Override
    public long offsetAt(Instant time) {
        return Math.min(copy.offsetAt(time), readable.mark().next());
    }

    @Override
    public LogCursor follow(long offset) {
        return new MarkedCursor(readable.mark(), offset, copy.follow(offset));
    }

    @Override
    public void close() {
        readable.mark().close();
        readable.release();
        copy.close();
    }
}
