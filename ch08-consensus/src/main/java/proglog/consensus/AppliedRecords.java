package proglog.consensus;

import java.time.Instant;
import java.util.List;
import proglog.HighWaterMark;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.OffsetRange;
import proglog.storage.SegmentInfo;

/// The records of what was applied: where they are kept, and up to where they can be read. One
/// thread applies, many read.
interface AppliedRecords extends AutoCloseable {

    /// Begins to read from what `consensus` keeps, if that is where records are.
    void attach(Consensus<?> consensus);

    /// Whether a command that is in the engine's log has its records there, also when it repeats an
    /// earlier one.
    boolean keepsEveryCommand();

    /// Keeps the records of `batch`, which get `offsets`, if that is for this to do.
    void apply(long index, OffsetRange offsets, BatchCommand batch);

    /// Everything below `nextOffset` has been applied.
    void applied(long nextOffset);

    /// The state is now that of a snapshot, whose next offset is `nextOffset`.
    void restored(long nextOffset);

    /// Returns when what was kept is on the disk.
    void sync();

    /// Up to where records can be read, and a place to wait.
    HighWaterMark mark();

    /// Runs `action` once everything below `nextOffset` can be read here; at once if it can be.
    void whenReadable(long nextOffset, Runnable action);

    /// Runs every action that waits: they are told nothing more.
    void releaseWaiting();

    LogRecord read(long offset);

    OffsetRange offsets();

    long offsetAt(Instant time);

    LogCursor follow(long offset);

    /// The files the records are in, the oldest first.
    List<SegmentInfo> segments();

    @Override
    void close();
}
