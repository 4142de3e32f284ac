package proglog.console;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import proglog.consensus.ClusterNode;
import proglog.consensus.Leadership;

/// The last changes of who leads, the newest last. For many threads.
final class Reigns {

    private static final int KEPT = 24;

    private final InstantSource clock;
    private final Deque<Reign> known = new ArrayDeque<>(); // guarded by this

    Reigns(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void add(Leadership now) {
        String leader = now.leader().map(ClusterNode::name).orElse("");
        if (now.term() == 0 || (!known.isEmpty() && isSame(known.getLast(), now.term(), leader))) {
            return;
        }
        if (known.size() == KEPT) {
            known.remove();
        }
        known.add(new Reign(clock.millis(), now.term(), leader));
    }

    // A node that has begun to lead is told of twice: once more when it has applied everything.
    private static boolean isSame(Reign last, long term, String leader) {
        return last.term() == term && last.leader().equals(leader);
    }

    synchronized List<Reign> all() {
        return List.copyOf(known);
    }
}
