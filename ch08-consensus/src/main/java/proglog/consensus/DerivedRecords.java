package proglog.consensus;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import proglog.HighWaterMark;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;
import proglog.storage.SegmentInfo;

/// Records read straight from the engine's log: nothing is written twice. For many threads.
final class DerivedRecords implements AppliedRecords {

    private final ReadableOffsets readable = new ReadableOffsets(this::stored);
    private volatile Optional<CommandLog> commands = Optional.empty(); // set once, by attach
    private volatile First first = new First(-1, -1, 0); // any thread may replace it

    // The batch that was read last: callers often go on with the record after it.
    private volatile Optional<PlacedBatch> last = Optional.empty();

    // Of the lowest entry kept: looked up only when that is another one.
    private record First(long epoch, long index, long offset) {}

    @Override
    public void attach(Consensus<?> consensus) {
        CommandLog log = consensus.commands().orElseThrow();
        commands = Optional.of(log);
        log.onStored(_ -> readable.move());
        readable.move();
    }

    private long stored() {
        return commands.map(CommandLog::nextOffset).orElse(0L);
    }

    private CommandLog commands() {
        if (readable.mark().isClosed()) {
            throw LogUnavailableException.closed();
        }
        return commands.orElseThrow(() -> new LogUnavailableException("the log is starting"));
    }

    @Override
    public boolean keepsEveryCommand() {
        return true;
    }

    @Override
    public void apply(long index, OffsetRange offsets, BatchCommand batch) {}

    @Override
    public void applied(long nextOffset) {
        readable.applied(nextOffset);
    }

    @Override
    public void restored(long nextOffset) {
        readable.applied(nextOffset);
    }

    @Override
    public void sync() {}

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
        requireInside(offset);
        PlacedBatch batch = last.filter(one -> one.contains(offset)).orElseGet(() -> find(offset));
        last = Optional.of(batch);
        return batch.recordAt(offset);
    }

    // What is below the mark never changes, so that no epoch needs to be looked at.
    private PlacedBatch find(long offset) {
        CommandLog log = commands();
        try {
            return PlacedBatch.holding(offset, log.read(log.indexOf(offset)));
        } catch (OffsetOutOfRangeException _) { // the index: retention was faster
            throw new OffsetOutOfRangeException(offset, offsets());
        }
    }

    private void requireInside(long offset) {
        OffsetRange range = offsets();
        if (!range.contains(offset)) {
            throw new OffsetOutOfRangeException(offset, range);
        }
    }

    @Override
    public OffsetRange offsets() {
        CommandLog log = commands();
        long next = readable.mark().next();
        return new OffsetRange(Math.min(firstOffset(log), next), next);
    }

    // Above all others when the log is empty: what was readable before is all forgotten then.
    private long firstOffset(CommandLog log) {
        while (log.firstIndex() < log.nextIndex()) {
            First known = first;
            if (known.index() == log.firstIndex() && known.epoch() == log.epoch()) {
                return known.offset();
            }
            look(log);
        }
        return Long.MAX_VALUE;
    }

    private void look(CommandLog log) {
        long epoch = log.epoch();
        long index = log.firstIndex();
        entry(log, index).ifPresent(entry -> first = new First(epoch, index, entry.firstOffset()));
    }

    @Override
    public long offsetAt(Instant time) {
        OffsetRange range = offsets();
        return Math.clamp(offsetAt(commands(), time), range.first(), range.next());
    }

    // What the log has in store for later may be taken back, and what is first be forgotten; both
    // are out of the range then.
    private static long offsetAt(CommandLog log, Instant time) {
        Optional<StoredEntry> found = Optional.empty();
        while (found.isEmpty()) {
            long index = log.indexAt(nanos(time));
            if (index >= log.nextIndex()) {
                return Long.MAX_VALUE;
            }
            found = entry(log, index);
        }
        return found.get().firstOffset();
    }

    private static Optional<StoredEntry> entry(CommandLog log, long index) {
        try {
            return Optional.of(log.read(index));
        } catch (OffsetOutOfRangeException _) { // the index: another one is first or last now
            return Optional.empty();
        }
    }

    /// `time` in nanoseconds since 1970; the first and last that a long can say stand for all
    /// beyond.
    static long nanos(Instant time) {
        long seconds = Math.clamp(time.getEpochSecond(), -9_000_000_000L, 9_000_000_000L);
        return TimeUnit.SECONDS.toNanos(seconds) + time.getNano();
    }

    @Override
    public LogCursor follow(long offset) {
        OffsetRange range = offsets();
        if (offset < range.first()) {
            throw new OffsetOutOfRangeException(offset, range);
        }
        return new DerivedCursor(commands(), this, offset);
    }

    @Override
    public List<SegmentInfo> segments() {
        return commands().segments();
    }

    @Override
    public void close() {
        readable.close();
    }
}
