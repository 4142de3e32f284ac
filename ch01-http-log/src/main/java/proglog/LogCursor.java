package proglog;

import java.util.function.UnaryOperator;

/// A reader's place in a log. For one thread only.
public interface LogCursor extends AutoCloseable {

    /// Returns the next record and moves past it; at the end of the log it waits for the record to
    /// be appended.
    ///
    /// Fails with [OffsetOutOfRangeException] when the log has meanwhile forgotten the record, and
    /// with [LogUnavailableException] when the log is closed.
    LogRecord next() throws InterruptedException;

    /// Whether [#next] would return, or fail, without waiting.
    boolean isReady();

    /// Releases what the cursor holds. Closing again does nothing.
    @Override
    void close();

    /// The cursor that waits on `mark` and reads one record after the other from `log`.
    static LogCursor over(CommitLog log, HighWaterMark mark, long offset) {
        return new TailingCursor(log, mark, offset);
    }

    /// This cursor with every record changed by `change` on its way out.
    default LogCursor map(UnaryOperator<LogRecord> change) {
        LogCursor source = this;
        return new LogCursor() {
            @Override
            public LogRecord next() throws InterruptedException {
                return change.apply(source.next());
            }

            @Override
            public boolean isReady() {
                return source.isReady();
            }

            @Override
            public void close() {
                source.close();
            }
        };
    }
}
