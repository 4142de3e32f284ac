package proglog.observability;

import proglog.CommitLogException;
import proglog.LogCursor;
import proglog.LogRecord;

/// A cursor whose records are counted, many at a time. For one thread only.
///
/// What has not been counted yet is counted before the cursor waits, so a follower that has caught
/// up is never behind in the count.
final class MeteredCursor implements LogCursor {

    private static final int MOST_UNCOUNTED = 1024;

    private final LogCursor cursor;
    private final LogMetrics metrics;
    private long records; // not counted yet
    private long bytes; // of these
    private boolean isClosed;

    MeteredCursor(LogCursor cursor, LogMetrics metrics) {
        this.cursor = cursor;
        this.metrics = metrics;
        metrics.cursorOpened();
    }

    @Override
    public LogRecord next() throws InterruptedException {
        if (records == MOST_UNCOUNTED || (records > 0 && !cursor.isReady())) {
            count();
        }
        try {
            LogRecord found = cursor.next();
            records++;
            bytes += found.value().length();
            return found;
        } catch (CommitLogException failure) {
            metrics.failed("follow", failure);
            throw failure;
        }
    }

    @Override
    public boolean isReady() {
        return cursor.isReady();
    }

    private void count() {
        if (records > 0) {
            metrics.read(records, bytes);
            records = 0;
            bytes = 0;
        }
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            count();
            metrics.cursorClosed();
        }
        cursor.close();
    }
}
