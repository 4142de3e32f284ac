package proglog.discovery;

import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells one listener what changes on a [Board], on a thread of its own. For many threads.
final class Listening implements Membership.Registration {

    private static final Logger logger = LoggerFactory.getLogger(Listening.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Board board;
    private final Consumer<MembershipEvent> listener;
    private final Thread thread;
    private volatile boolean closed; // close writes it

    private Listening(Board board, Consumer<MembershipEvent> listener) {
        this.board = board;
        this.listener = listener;
        this.thread = Thread.ofVirtual().name("membership-events").unstarted(this::run);
    }

    static Listening start(Board board, Consumer<MembershipEvent> listener) {
        Listening listening = new Listening(board, listener);
        listening.thread.start();
        return listening;
    }

    private void run() {
        Roster told = Roster.EMPTY;
        try {
            while (!closed) {
                Roster now = board.awaitOtherThan(told);
                now.since(told).forEach(this::tell);
                told = now;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void tell(MembershipEvent event) {
        if (closed) {
            return;
        }
        try {
            listener.accept(event);
        } catch (RuntimeException failure) {
            logger.warn(
                    "a listener failed at {} of {} at {}",
                    event.getClass().getSimpleName(),
                    event.member().name(),
                    event.member().address(),
                    failure);
        }
    }

    @Override
    public void close() {
        closed = true;
        if (Thread.currentThread().equals(thread)) {
            return;
        }
        thread.interrupt();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
