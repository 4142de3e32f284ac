package proglog.consensus;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.CommitLogException;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.LogUnavailableException;

/// Hands record after record to a listener, on a thread of its own.
final class CommitListener implements Runnable {

    private static final Logger logger = LoggerFactory.getLogger(CommitListener.class);

    private final LogCursor cursor;
    private final Consumer<LogRecord> listener;
    private volatile boolean isEnded; // only ever becomes true

    private CommitListener(LogCursor cursor, Consumer<LogRecord> listener) {
        this.cursor = cursor;
        this.listener = listener;
    }

    /// Begins; the cursor is closed in the end.
    static Consensus.Registration start(LogCursor cursor, Consumer<LogRecord> listener) {
        CommitListener calls = new CommitListener(cursor, listener);
        Thread thread = Thread.ofVirtual().name("on-commit").start(calls);
        return () -> {
            calls.isEnded = true; // a listener may swallow the interrupt
            thread.interrupt();
        };
    }

    @Override
    public void run() {
        try (cursor) {
            while (!isEnded) {
                tell(cursor.next());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (LogUnavailableException end) {
            logger.debug("no more records are handed on: {}", end.getMessage());
        } catch (CommitLogException failure) {
            logger.error("no more records are handed on: {}", failure.getMessage());
        }
    }

    private void tell(LogRecord record) {
        try {
            listener.accept(record);
        } catch (RuntimeException failure) {
            isEnded = true;
            logger.error("a listener failed at {} and is called no more", record.offset(), failure);
        }
    }
}
