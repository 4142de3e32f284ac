package proglog.consensus;

import java.time.Instant;
import proglog.LogRecord;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;

/// A batch and the offsets it got. Immutable.
record PlacedBatch(OffsetRange offsets, BatchCommand batch) {

    /// The batch of `entry`, in which the record at `offset` should be; another one stands there
    /// when that has been forgotten meanwhile.
    static PlacedBatch holding(long offset, StoredEntry entry) {
        OffsetRange offsets =
                new OffsetRange(entry.firstOffset(), entry.firstOffset() + entry.records());
        if (!offsets.contains(offset)) {
            throw new OffsetOutOfRangeException(offset, offsets);
        }
        return new PlacedBatch(offsets, BatchCommand.decode(entry.command()));
    }

    boolean contains(long offset) {
        return offsets.contains(offset);
    }

    /// When its records were appended.
    Instant time() {
        return Instant.ofEpochSecond(0, batch.timeNanos());
    }

    LogRecord recordAt(long offset) {
        return new LogRecord(
                offset, time(), batch.valuesFrom((int) (offset - offsets.first())).next());
    }
}
