package proglog.consensus;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import proglog.HighWaterMark;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;

/// Records read straight from the engine's log: nothing is written twice. For many threads.
final class DerivedRecords implements AppliedRecords {

    private final ReadableOffsets readable = new ReadableOffsets();
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
        log.onStored(_ -> readable.stored(log.nextOffset()));
        readable.stored(log.nextOffset());
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
            return PlacedBatch.of(log.read(log.indexOf(offset)));
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
        long next = readable.mark().next();
        return new OffsetRange(Math.min(firstOffset(), next), next);
    }

    private long firstOffset() {
        CommandLog log = commands();
        First known = first;
        while (known.index() != log.firstIndex() || known.epoch() != log.epoch()) {
            known = look(log);
            first = known;
        }
        return known.offset();
    }

    private static First look(CommandLog log) {
        long epoch = log.epoch();
        long index = log.firstIndex();
        try {
            return new First(
                    epoch,
                    index,
                    index == log.nextIndex() ? log.nextOffset() : log.read(index).firstOffset());
        } catch (OffsetOutOfRangeException _) { // forgotten meanwhile: the next look finds another
            return new First(epoch, -1, 0);
        }
    }

    @Override
    public long offsetAt(Instant time) {
        CommandLog log = commands();
        OffsetRange range = offsets();
        long index = log.indexAt(nanos(time));
        long found = index >= log.nextIndex() ? range.next() : log.read(index).firstOffset();
        return Math.clamp(found, range.first(), range.next());
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
    public void close() {
        readable.mark().close();
        readable.release();
    }
}
