package proglog.consensus;

import proglog.HighWaterMark;
import proglog.LogCursor;
import proglog.LogRecord;

/// A cursor that goes no further than a mark. For one thread only.
final class MarkedCursor implements LogCursor {

    private final HighWaterMark mark;
    private final LogCursor cursor;
    private long offset; // of the next record

    MarkedCursor(HighWaterMark mark, long offset, LogCursor cursor) {
        this.mark = mark;
        this.offset = offset;
        this.cursor = cursor;
    }

    @Override
    public LogRecord next() throws InterruptedException {
        mark.awaitReadable(offset);
        LogRecord record = cursor.next();
        offset = record.offset() + 1;
        return record;
    }

    @Override
    public boolean isReady() {
        return offset < mark.next() || mark.isClosed();
    }

    @Override
    public void close() {
        cursor.close();
    }
}
