package proglog.discovery;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/// What some loggers wrote while a test ran; a stack trace counts as lines of its own.
final class LoggedLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger;

    private LoggedLines(Logger logger) {
        this.logger = logger;
    }

    /// Everything that is logged by loggers whose names begin with `name`.
    static LoggedLines of(String name) {
        LoggedLines logged = new LoggedLines((Logger) LoggerFactory.getLogger(name));
        logged.start();
        logged.logger.addAppender(logged);
        return logged;
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (!event.getLevel().isGreaterOrEqual(Level.INFO)) {
            return;
        }
        lines.add(event.getLevel() + " " + event.getFormattedMessage());
        if (event.getThrowableProxy() != null) {
            lines.add("stack trace of " + event.getThrowableProxy().getClassName());
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        logger.detachAppender(this);
        stop();
    }
}
