package proglog.examples.graft;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import proglog.CommitLog;
import proglog.InMemoryLog;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.LogUnavailableException;
import proglog.consensus.ClusterNode;
import proglog.consensus.Leadership;

/// A log that is shared by nobody. For many threads.
final class MemorySharedLog implements SharedLog {

    private final InMemoryLog log = new InMemoryLog();
    private final ClusterNode self;

    MemorySharedLog(String self) {
        this.self = new ClusterNode(self, "", "");
    }

    static SharedLog join(String self, List<Peer> others) {
        return new MemorySharedLog(self);
    }

    @Override
    public CommitLog records() {
        return log;
    }

    @Override
    public Listening onCommit(long offset, Consumer<LogRecord> listener) {
        LogCursor cursor = log.follow(offset);
        Thread thread = Thread.ofVirtual().start(() -> push(cursor, listener));
        return thread::interrupt;
    }

    private static void push(LogCursor cursor, Consumer<LogRecord> listener) {
        try (cursor) {
            while (true) {
                listener.accept(cursor.next());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (LogUnavailableException _) {
            // the log is closed
        }
    }

    @Override
    public Leadership leadership() {
        return new Leadership(1, Optional.of(self), true);
    }

    @Override
    public void close() {
        log.close();
    }
}
