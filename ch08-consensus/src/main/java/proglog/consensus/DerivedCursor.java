package proglog.consensus;

import java.time.Instant;
import java.util.Optional;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.OffsetOutOfRangeException;

/// Follows the records in an engine's log. For one thread only.
final class DerivedCursor implements LogCursor {

    private final CommandLog log;
    private final AppliedRecords records;

    private long offset; // of the next record
    private long epoch; // of the entries being read
    private Optional<CommandLog.Entries> entries = Optional.empty();
    private Optional<BatchCommand.Values> values = Optional.empty();
    private Instant time = Instant.EPOCH; // of the values

    DerivedCursor(CommandLog log, AppliedRecords records, long offset) {
        this.log = log;
        this.records = records;
        this.offset = offset;
    }

    @Override
    public LogRecord next() throws InterruptedException {
        records.mark().awaitReadable(offset);
        BatchCommand.Values from =
                values.filter(BatchCommand.Values::hasNext).orElseGet(this::more);
        return new LogRecord(offset++, time, from.next());
    }

    // What the entries have read ahead may have been replaced since; it was not readable then, so
    // that the new epoch was there before the mark moved over it.
    private BatchCommand.Values more() {
        try {
            if (entries.isEmpty() || epoch != log.epoch()) {
                reopen();
            }
            StoredEntry entry = entries.orElseThrow().next();
            while (entry.firstOffset() + entry.records() <= offset) {
                entry = entries.orElseThrow().next();
            }
            return begin(PlacedBatch.holding(offset, entry));
        } catch (OffsetOutOfRangeException _) { // an index: retention was faster
            throw new OffsetOutOfRangeException(offset, records.offsets());
        }
    }

    private void reopen() {
        close();
        epoch = log.epoch();
        entries = Optional.of(log.from(log.indexOf(offset)));
    }

    private BatchCommand.Values begin(PlacedBatch batch) {
        time = batch.time();
        BatchCommand.Values all =
                batch.batch().valuesFrom((int) (offset - batch.offsets().first()));
        values = Optional.of(all);
        return all;
    }

    @Override
    public boolean isReady() {
        return offset < records.mark().next() || records.mark().isClosed();
    }

    @Override
    public void close() {
        entries.ifPresent(CommandLog.Entries::close);
        entries = Optional.empty();
    }
}
