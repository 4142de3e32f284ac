package proglog.loadbalance;

import java.util.Optional;
import java.util.function.LongFunction;
import proglog.CommitLogException;
import proglog.Deadline;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.LogUnavailableException;
import proglog.Task;
import proglog.grpc.NotPermittedException;

/// Goes on elsewhere when the server it reads from is gone. For one thread only.
final class ResumingCursor implements LogCursor {

    private final LongFunction<LogCursor> source;
    private final Attempts attempts;
    private long offset; // of the next record
    private Optional<LogCursor> current = Optional.empty();
    private Optional<LogRecord> ahead = Optional.empty();
    private boolean isClosed;

    /// @param source opens a cursor at an offset, without waiting
    ResumingCursor(LongFunction<LogCursor> source, Attempts attempts, long offset) {
        this.source = source;
        this.attempts = attempts;
        this.offset = offset;
    }

    /// The offset of the record that [#next] returns next.
    long position() {
        return offset;
    }

    @Override
    @Task("9.8")
    public LogRecord next() throws InterruptedException {
        for (int tries = 0; ahead.isEmpty(); tries++) {
            try {
                ahead = Optional.of(cursor().next());
            } catch (NotPermittedException refused) {
                throw refused;
            } catch (LogUnavailableException lost) {
                leave();
                pauseAfter(lost, tries);
            }
        }
        LogRecord record = ahead.orElseThrow();
        ahead = Optional.empty();
        offset = record.offset() + 1;
        return record;
    }

    private LogCursor cursor() {
        if (isClosed) {
            throw LogUnavailableException.closed();
        }
        LogCursor open = current.orElseGet(() -> source.apply(offset));
        current = Optional.of(open);
        return open;
    }

    private void pauseAfter(LogUnavailableException lost, int tries) throws InterruptedException {
        if (!isClosed && attempts.pause(tries, Deadline.never())) {
            return;
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        throw lost;
    }

    private void leave() {
        current.ifPresent(LogCursor::close);
        current = Optional.empty();
    }

    // A cursor that has lost its server would not wait, but this one would.
    @Override
    public boolean isReady() {
        if (isClosed || ahead.isPresent()) {
            return true;
        }
        try {
            LogCursor open = cursor();
            if (open.isReady()) {
                ahead = Optional.of(open.next());
            }
            return ahead.isPresent();
        } catch (NotPermittedException _) {
            return true;
        } catch (LogUnavailableException _) {
            leave();
            return false;
        } catch (CommitLogException _) {
            return true; // which is what the next one fails with
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void close() {
        isClosed = true;
        leave();
    }
}
