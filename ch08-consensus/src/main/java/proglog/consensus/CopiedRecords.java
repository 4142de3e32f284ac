package proglog.consensus;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import proglog.Batch;
import proglog.Bytes;
import proglog.CommitLog;
import proglog.Deadline;
import proglog.HighWaterMark;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;
import proglog.storage.SegmentInfo;
import proglog.storage.SegmentedLog;
import proglog.storage.SegmentedLogConfig;
import proglog.storage.SyncPolicy;

/// Records copied into a log of this node's own, for an engine that does not lend its log. One
/// thread applies, many read.
///
/// The copy is not synced append by append: what a crash takes from its end is in the engine's log,
/// and is applied again. A batch whose offsets the copy has already is not copied again. What a
/// snapshot speaks of and the copy lacks is fetched from other nodes.
final class CopiedRecords implements AppliedRecords {

    private final SegmentedLog copy;
    private final MissingRecords missing;
    private final ReadableOffsets readable;
    private final BatchClock clock;

    private CopiedRecords(SegmentedLog copy, MissingRecords missing, BatchClock clock) {
        this.copy = copy;
        this.missing = missing;
        this.clock = clock;
        this.readable = new ReadableOffsets(() -> copy.offsets().next());
    }

    /// Opens the copy in `directory`; what it lacks is fetched by the node `self` from the logs of
    /// its `peers`.
    static CopiedRecords open(Path directory, String self, Function<ClusterNode, CommitLog> peers) {
        SegmentedLogConfig config = SegmentedLogConfig.defaults().withSync(SyncPolicy.ROLL);
        BatchClock clock = new BatchClock();
        SegmentedLog copy = SegmentedLog.open(directory, config, clock);
        return new CopiedRecords(copy, new MissingRecords(self, copy, clock, peers), clock);
    }

    @Override
    public void attach(Consensus<?> consensus) {
        missing.attach(consensus);
        readable.move();
    }

    @Override
    public boolean keepsEveryCommand() {
        return false;
    }

    @Override
    public void apply(long index, OffsetRange offsets, BatchCommand batch) {
        missing.fetch(offsets.first());
        long next = copy.offsets().next();
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
        missing.restored(nextOffset);
        readable.applied(nextOffset);
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
    public List<SegmentInfo> segments() {
        return copy.segments();
    }

    @Override
    public void close() {
        readable.close();
        copy.close();
    }
}
