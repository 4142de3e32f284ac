package proglog.loadbalance;

import java.util.Optional;
import proglog.LogCursor;
import proglog.LogRecord;

/// Reads record after record of a cluster's log, some ahead of who asks. For one thread only.
///
/// When the server it reads from is gone it goes on elsewhere with the next record: none is missed
/// and none comes twice. [#next] waits as long as there is no record, or no server. Whoever saves
/// positions begins with the last one saved after a crash: what came since then comes again.
public final class Consumer implements LogCursor {

    private final ResumingCursor cursor;
    private final Optional<String> name;
    private final PositionStore positions;

    Consumer(ResumingCursor cursor, Optional<String> name, PositionStore positions) {
        this.cursor = cursor;
        this.name = name;
        this.positions = positions;
    }

    @Override
    public LogRecord next() throws InterruptedException {
        return cursor.next();
    }

    @Override
    public boolean isReady() {
        return cursor.isReady();
    }

    /// The offset of the record that [#next] returns next.
    public long position() {
        return cursor.position();
    }

    /// Stores [#position] in the cluster under this consumer's name; returns when it is safe there.
    public void save() {
        positions.save(
                name.orElseThrow(
                        () -> new IllegalStateException("a consumer without a name saves nothing")),
                position());
    }

    @Override
    public void close() {
        cursor.close();
    }
}
