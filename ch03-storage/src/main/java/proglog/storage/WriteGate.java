package proglog.storage;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.HighWaterMark;
import proglog.LogUnavailableException;

/// Says whether a log may still be written to: until it is closed, or until something failed that
/// leaves unknown what is on the disk. For many threads.
final class WriteGate {

    private static final Logger logger = LoggerFactory.getLogger(WriteGate.class);

    private final HighWaterMark mark;
    private volatile String reason = ""; // written under GroupCommit's lock

    WriteGate(HighWaterMark mark) {
        this.mark = mark;
    }

    /// Nothing is written any more. The first reason counts.
    void shut(String reason) {
        if (this.reason.isEmpty()) {
            this.reason = reason;
            logger.error("the log is closed for writing: {}", reason);
        }
    }

    boolean isOpen() {
        return reason.isEmpty() && !mark.isClosed();
    }

    /// Whether a failure shut it.
    boolean hasFailed() {
        return !reason.isEmpty();
    }

    /// What an append fails with when the gate is not open.
    LogUnavailableException refusal() {
        return mark.isClosed()
                ? LogUnavailableException.closed()
                : new LogUnavailableException(
                        "the log is closed for writing: " + reason,
                        new IOException(reason)); // a cause: strangers are not told it
    }
}
