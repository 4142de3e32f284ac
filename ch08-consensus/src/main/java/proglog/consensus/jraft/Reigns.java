package proglog.consensus.jraft;

import com.alipay.sofa.jraft.entity.PeerId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import proglog.LogUnavailableException;
import proglog.consensus.ClusterNode;
import proglog.consensus.Consensus;
import proglog.consensus.Leadership;

/// Who leads, and when that or who votes has changed, as JRaft tells the thread that applies. For
/// many threads; one tells it.
final class Reigns {

    private final Roster roster;
    private final ReentrantLock lock = new ReentrantLock(); // also held while listeners are told
    private final Condition changed = lock.newCondition();
    private final List<Consumer<Leadership>> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private Optional<PeerId> leader = Optional.empty(); // guarded by lock
    private volatile Leadership current = new Leadership(0, Optional.empty(), false);

    Reigns(Roster roster) {
        this.roster = roster;
    }

    Leadership current() {
        return current;
    }

    /// `peer` leads in `term`; `isSelf` when it is this node.
    void begins(long term, PeerId peer, boolean isSelf) {
        become(term, Optional.of(peer.copy()), isSelf);
    }

    /// Nobody is known to lead any more.
    void ends(long term) {
        become(term, Optional.empty(), false);
    }

    /// Others may have votes now, or more be known about those who have, the leader among them.
    void nodesChanged() {
        lock.lock();
        try {
            become(current.term(), leader, current.isSelf());
            watchers.forEach(Runnable::run);
        } finally {
            lock.unlock();
        }
    }

    private void become(long term, Optional<PeerId> peer, boolean isSelf) {
        lock.lock();
        try {
            leader = peer;
            Leadership next =
                    new Leadership(Math.max(term, current.term()), peer.map(roster::at), isSelf);
            if (!next.equals(current)) {
                current = next;
                changed.signalAll();
                listeners.forEach(listener -> listener.accept(next));
            }
        } finally {
            lock.unlock();
        }
    }

    Consensus.Registration listen(Consumer<Leadership> listener) {
        // The same listener may be here twice, and is then told twice.
        Consumer<Leadership> own = leadership -> listener.accept(leadership);
        lock.lock();
        try {
            own.accept(current);
            listeners.add(own);
        } finally {
            lock.unlock();
        }
        return () -> listeners.remove(own);
    }

    Consensus.Registration watchNodes(Runnable watcher) {
        Runnable own = () -> watcher.run();
        watchers.add(own); // first: what changes from now on is told, and what is so now below
        own.run();
        return () -> watchers.remove(own);
    }

    ClusterNode await(Duration timeout) {
        long left = timeout.toNanos();
        lock.lock();
        try {
            while (current.leader().isEmpty()) {
                if (left <= 0) {
                    throw new LogUnavailableException(
                            "no leader was known within %d ms".formatted(timeout.toMillis()));
                }
                left = changed.awaitNanos(left);
            }
            return current.leader().get();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("interrupted while waiting for a leader", interrupt);
        } finally {
            lock.unlock();
        }
    }
}
