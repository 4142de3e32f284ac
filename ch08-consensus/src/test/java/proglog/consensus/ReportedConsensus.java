package proglog.consensus;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import proglog.Bytes;

/// A consensus of which a test says how it is going, and who may take it over. For many threads.
final class ReportedConsensus implements Consensus<Integer> {

    private final ScriptedConsensus<Integer> scripted =
            ScriptedConsensus.of(ScriptedConsensus.SELF);
    private final UnaryOperator<CompletableFuture<Void>> transfer;
    private final List<String> heirs = new CopyOnWriteArrayList<>();
    private volatile ConsensusStats stats =
            stats(ConsensusStats.Role.FOLLOWER, Map.of()); // by tests

    private ReportedConsensus(UnaryOperator<CompletableFuture<Void>> transfer) {
        this.transfer = transfer;
    }

    /// One whose leadership is never taken over.
    static ReportedConsensus open() {
        return new ReportedConsensus(UnaryOperator.identity());
    }

    /// One whose leadership is taken over as `transfer` says, which is given a future to complete
    /// or to replace.
    static ReportedConsensus open(UnaryOperator<CompletableFuture<Void>> transfer) {
        return new ReportedConsensus(transfer);
    }

    static ConsensusStats stats(ConsensusStats.Role role, Map<String, Long> lag) {
        return new ConsensusStats(role, 4, 30, 20, 1, 31, 10, lag);
    }

    /// From now on it leads, and the others are as far behind as `lag` says.
    void lead(Map<String, Long> lag) {
        report(stats(ConsensusStats.Role.LEADER, lag));
        scripted.lead(4);
    }

    /// From now on it is going like this.
    void report(ConsensusStats now) {
        stats = now;
    }

    /// Who was asked to take over, in this order.
    List<String> heirs() {
        return List.copyOf(heirs);
    }

    @Override
    public CompletableFuture<Void> transferLeadership(String name) {
        heirs.add(name);
        return transfer.apply(new CompletableFuture<>());
    }

    @Override
    public ConsensusStats stats() {
        return stats;
    }

    @Override
    public CompletableFuture<Integer> propose(long term, Bytes command) {
        return scripted.propose(term, command);
    }

    @Override
    public CompletableFuture<Void> barrier() {
        return scripted.barrier();
    }

    @Override
    public Leadership leadership() {
        return scripted.leadership();
    }

    @Override
    public Registration listen(Consumer<Leadership> listener) {
        return scripted.listen(listener);
    }

    @Override
    public Registration watchNodes(Runnable listener) {
        return scripted.watchNodes(listener);
    }

    @Override
    public ClusterNode awaitLeader(Duration timeout) {
        return scripted.awaitLeader(timeout);
    }

    @Override
    public List<ClusterNode> nodes() {
        return scripted.nodes();
    }

    @Override
    public CompletableFuture<Void> addVoter(ClusterNode node) {
        return scripted.addVoter(node);
    }

    @Override
    public CompletableFuture<Void> removeVoter(String name) {
        return scripted.removeVoter(name);
    }

    @Override
    public CompletableFuture<Void> snapshot() {
        return scripted.snapshot();
    }

    @Override
    public Optional<CommandLog> commands() {
        return scripted.commands();
    }

    @Override
    public void close() {
        scripted.close();
    }
}
