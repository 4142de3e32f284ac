package proglog.consensus;

import java.time.Instant;
import proglog.LogRecord;
import proglog.OffsetRange;

/// A batch and the offsets it got. Immutable.
record PlacedBatch(OffsetRange offsets, BatchCommand batch) {

    static PlacedBatch of(StoredEntry entry) {
        long first = entry.firstOffset();
        return new PlacedBatch(
                new OffsetRange(first, first + entry.records()),
                BatchCommand.decode(entry.command()));
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
