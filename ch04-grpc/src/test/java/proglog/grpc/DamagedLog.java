package proglog.grpc;

import java.time.Instant;
import proglog.Batch;
import proglog.CommitLog;
import proglog.Consistency;
import proglog.CorruptLogException;
import proglog.Deadline;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.OffsetRange;

/// A log with a record that can no longer be read. For many threads.
///
/// @param log holds the records
/// @param bad the offset of the damaged one
record DamagedLog(CommitLog log, long bad) implements CommitLog {

    @Override
    public OffsetRange append(Batch batch, Deadline deadline) {
        return log.append(batch, deadline);
    }

    @Override
    public LogRecord read(long offset, Consistency consistency, Deadline deadline) {
        return intact(log.read(offset, consistency, deadline));
    }

    @Override
    public OffsetRange offsets() {
        return log.offsets();
    }

    @Override
    public long offsetAt(Instant time) {
        return log.offsetAt(time);
    }

    @Override
    public LogCursor follow(long offset) {
        return log.follow(offset).map(this::intact);
    }

    private LogRecord intact(LogRecord record) {
        if (record.offset() >= bad) {
            throw new CorruptLogException("position 7: bad");
        }
        return record;
    }

    @Override
    public void close() {
        log.close();
    }
}
