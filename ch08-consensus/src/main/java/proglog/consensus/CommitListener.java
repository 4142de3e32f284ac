package proglog.consensus;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.CommitLogException;
import proglog.LogCursor;
import proglog.LogRecord;

/// Hands record after record to a listener, on a thread of its own.
final class CommitListener implements Runnable {

    private static final Logger logger = LoggerFactory.getLogger(CommitListener.class);

    private final LogCursor cursor;
    private final Consumer<LogRecord> listener;

    private CommitListener(LogCursor cursor, Consumer<LogRecord> listener) {
        this.cursor = cursor;
        this.listener = listener;
    }

    /// Begins; the cursor is closed in the end.
    static Consensus.Registration start(LogCursor cursor, Consumer<LogRecord> listener) {
        Thread thread =
                Thread.ofVirtual().name("on-commit").start(new CommitListener(cursor, listener));
        return thread::interrupt;
    }

    @Override
    public void run() {
        try (cursor) {
            while (true) {
                listener.accept(cursor.next());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (CommitLogException end) {
            logger.debug("no more records are handed on: {}", end.getMessage());
        } catch (RuntimeException failure) {
            logger.error("a listener failed and is called no more", failure);
        }
    }
}
