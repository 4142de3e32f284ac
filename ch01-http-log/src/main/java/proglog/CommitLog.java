package proglog;

import java.time.Instant;
import java.util.List;

/// An append-only sequence of records, each known by its offset.
///
/// For many threads. Offsets are dense: the first record of a new log gets its first offset, and
/// each record the offset after the one before it. A record never changes. The log may forget its
/// oldest records, never one in the middle.
///
/// Every method may fail with [LogUnavailableException] and [CorruptLogException], and after
/// [#close] all but `close` do fail with the first.
public interface CommitLog extends AutoCloseable {

    /// Appends the values of `batch` at consecutive offsets, all or none, and returns the offsets.
    ///
    /// When it returns, the records can be read, and are as durable as the log promises. A batch
    /// that carries a [ProducerSequence] the log remembers is not stored again: the answer is the
    /// first one. A deadline that passes, or an interrupt that comes, before the log has begun
    /// fails with [LogUnavailableException]; afterwards the log finishes what it began, or fails
    /// with [OutcomeUnknownException].
    OffsetRange append(Batch batch, Deadline deadline);

    /// Appends `values` at consecutive offsets, all or none, however long it takes.
    default OffsetRange append(List<Bytes> values) {
        return append(Batch.of(values), Deadline.never());
    }

    /// Appends one value and returns its offset.
    default long append(Bytes value) {
        return append(Batch.of(value), Deadline.never()).first();
    }

    /// A way to append many batches in their order, without waiting for one before the next when
    /// the log can do that.
    default Appender appender() {
        return new OneByOne(this);
    }

    /// Reads the record at `offset`, or fails with [OffsetOutOfRangeException] when [#offsets] does
    /// not contain it.
    LogRecord read(long offset, Consistency consistency, Deadline deadline);

    /// Reads the record at `offset` from what this log holds now.
    default LogRecord read(long offset) {
        return read(offset, Consistency.LOCAL, Deadline.never());
    }

    /// The offsets that can be read now.
    OffsetRange offsets();

    /// The offset of the first record appended at `time` or later; the next offset when there is
    /// none.
    long offsetAt(Instant time);

    /// A cursor whose first record is the one at `offset`, which may not have been appended yet.
    ///
    /// Fails with [OffsetOutOfRangeException] when `offset` is below the first one kept. The caller
    /// closes the cursor.
    LogCursor follow(long offset);

    /// Finishes what has begun, releases what is held and fails those who wait. Closing again does
    /// nothing.
    @Override
    void close();
}
