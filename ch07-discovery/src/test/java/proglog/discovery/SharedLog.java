package proglog.discovery;

import java.time.Instant;
import proglog.Batch;
import proglog.CommitLog;
import proglog.Consistency;
import proglog.Deadline;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.OffsetRange;

/// Somebody else's log: closing it tells so, and leaves the log open.
record SharedLog(CommitLog log, Runnable onClose) implements CommitLog {

    @Override
    public OffsetRange append(Batch batch, Deadline deadline) {
        return log.append(batch, deadline);
    }

    @Override
    public LogRecord read(long offset, Consistency consistency, Deadline deadline) {
        return log.read(offset, consistency, deadline);
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
        return log.follow(offset);
    }

    @Override
    public void close() {
        onClose.run();
    }
}
