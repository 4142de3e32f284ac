package proglog.torture;

import proglog.CommitLogException;
import proglog.LogCursor;
import proglog.LogRecord;

/// A client that follows the log of one node, from the beginning to the end, and goes on where it
/// was when the node was away. For one thread only.
final class Follower {

    private static final int RETRY_MILLIS = 100;

    private final int node;
    private final Load load;
    private long next;

    Follower(int node, Load load) {
        this.node = node;
        this.load = load;
    }

    /// Reads until it is interrupted.
    void run() throws InterruptedException {
        while (load.goesOnAfter(RETRY_MILLIS)) {
            load.links().retry(node);
            try (LogCursor cursor = load.links().log(node).follow(next)) {
                while (!load.isOver()) {
                    note(cursor.next());
                }
            } catch (CommitLogException _) {
                // it is away, or not yet where it was: again
            }
        }
    }

    private void note(LogRecord record) {
        if (record.offset() != next) {
            load.sightings()
                    .difference(
                            "n%d gave offset %d where %d is next"
                                    .formatted(node, record.offset(), next));
        }
        load.sightings().note("n" + node, record);
        next = record.offset() + 1;
    }
}
