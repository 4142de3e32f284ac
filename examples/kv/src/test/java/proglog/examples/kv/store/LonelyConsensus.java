package proglog.examples.kv.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import proglog.Bytes;
import proglog.LogUnavailableException;
import proglog.consensus.ClusterNode;
import proglog.consensus.CommandLog;
import proglog.consensus.Consensus;
import proglog.consensus.ConsensusStats;
import proglog.consensus.Leadership;
import proglog.consensus.NotLeaderException;
import proglog.consensus.StateMachine;

/// A consensus of one node, which agrees with itself at once; a test says who leads. For many
/// threads.
public final class LonelyConsensus<R> implements Consensus<R> {

    private final StateMachine<R> machine;
    private final List<ClusterNode> nodes = new ArrayList<>(); // guarded by this, as all fields
    private Leadership leadership;
    private long index;
    private Optional<Throwable> trouble = Optional.empty();
    private boolean silent;

    public LonelyConsensus(StateMachine<R> machine, ClusterNode self) {
        this.machine = machine;
        this.leadership = new Leadership(1, Optional.of(self), true);
        nodes.add(self);
    }

    /// From now on another node leads, or none.
    public synchronized void follow(Optional<ClusterNode> leader) {
        leadership = new Leadership(leadership.term() + 1, leader, false);
    }

    /// From now on everything fails so.
    public synchronized void fail(Throwable with) {
        trouble = Optional.of(with);
    }

    /// From now on nothing is answered.
    public synchronized void fallSilent() {
        silent = true;
    }

    @Override
    public synchronized CompletableFuture<R> propose(long term, Bytes command) {
        if (term != leadership.term() || !leadership.isSelf()) {
            return CompletableFuture.failedFuture(
                    new NotLeaderException("this one", leadership.leader()));
        }
        return answer(machine.apply(++index, command));
    }

    @Override
    public synchronized CompletableFuture<Void> barrier() {
        return answer(index).thenApply(_ -> null);
    }

    private <T> CompletableFuture<T> answer(T result) {
        if (silent) {
            return new CompletableFuture<>();
        }
        return trouble.<CompletableFuture<T>>map(CompletableFuture::failedFuture)
                .orElseGet(() -> CompletableFuture.completedFuture(result));
    }

    @Override
    public synchronized Leadership leadership() {
        return leadership;
    }

    @Override
    public Registration listen(Consumer<Leadership> listener) {
        listener.accept(leadership());
        return () -> {};
    }

    @Override
    public Registration watchNodes(Runnable listener) {
        listener.run();
        return () -> {};
    }

    @Override
    public ClusterNode awaitLeader(Duration timeout) {
        return leadership()
                .leader()
                .orElseThrow(() -> new LogUnavailableException("no leader in " + timeout));
    }

    @Override
    public synchronized List<ClusterNode> nodes() {
        return List.copyOf(nodes);
    }

    @Override
    public synchronized CompletableFuture<Void> addVoter(ClusterNode node) {
        nodes.add(node);
        return answer(node).thenApply(_ -> null);
    }

    @Override
    public synchronized CompletableFuture<Void> removeVoter(String name) {
        nodes.removeIf(node -> node.name().equals(name));
        return answer(name).thenApply(_ -> null);
    }

    @Override
    public CompletableFuture<Void> transferLeadership(String name) {
        return CompletableFuture.failedFuture(new LogUnavailableException("there is nobody else"));
    }

    @Override
    public CompletableFuture<Void> snapshot() {
        return answer(machine).thenApply(_ -> null);
    }

    @Override
    public synchronized ConsensusStats stats() {
        return new ConsensusStats(
                ConsensusStats.Role.LEADER, leadership.term(), index, index, 1, index, 0, Map.of());
    }

    @Override
    public Optional<CommandLog> commands() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
