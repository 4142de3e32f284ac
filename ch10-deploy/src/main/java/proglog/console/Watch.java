package proglog.console;

import proglog.Bytes;
import proglog.CommitLogException;

/// Looks at the cluster again and again while somebody looks at the board, and not otherwise.
///
/// For many threads.
final class Watch implements AutoCloseable {

    /// Often enough to see an election as it happens; each look asks each node once.
    private static final long EVERY_MILLIS = 250;

    private final Thread thread;

    private Watch(Thread thread) {
        this.thread = thread;
    }

    static Watch start(ClusterView view, Board board) {
        return new Watch(Thread.ofVirtual().name("console-watch").start(() -> watch(view, board)));
    }

    private static void watch(ClusterView view, Board board) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                board.awaitWanted(EVERY_MILLIS);
                look(view, board);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private static void look(ClusterView view, Board board) throws InterruptedException {
        try {
            board.show(event(view.now()));
        } catch (CommitLogException _) {
            // the node starts, or stops: there is nothing to show yet, or any more
        }
    }

    private static Bytes event(ClusterState state) {
        return Bytes.utf8("data: " + Json.text(state) + "\n\n");
    }

    /// Looks no more. Closing again does nothing.
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
