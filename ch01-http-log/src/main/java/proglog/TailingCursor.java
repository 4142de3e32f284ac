package proglog;

/// Reads while it can, waits when it cannot. For one thread only.
final class TailingCursor implements LogCursor {

    private final CommitLog log;
    private final HighWaterMark mark;
    private long offset; // written by the one thread that reads

    TailingCursor(CommitLog log, HighWaterMark mark, long offset) {
        this.log = log;
        this.mark = mark;
        this.offset = offset;
    }

    @Override
    public LogRecord next() throws InterruptedException {
        mark.awaitReadable(offset);
        LogRecord found = log.read(offset);
        offset++;
        return found;
    }

    @Override
    public boolean isReady() {
        return mark.isClosed() || mark.next() > offset;
    }

    @Override
    public void close() {}
}
