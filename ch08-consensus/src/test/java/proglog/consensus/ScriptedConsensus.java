package proglog.consensus;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import proglog.Bytes;
import proglog.LogUnavailableException;

/// A consensus of one, where a test decides who leads, what is agreed on, and what becomes of a
/// proposal. For many threads; one at a time commits.
public final class ScriptedConsensus<R> implements Consensus<R> {

    /// What the node is called unless somebody else calls it.
    static final ClusterNode SELF = new ClusterNode("a", "127.0.0.1:1", "127.0.0.1:2");

    private final ClusterNode self;
    private final StateMachine<R> machine;
    private final boolean lendsLog;
    private final ScriptedLog log = new ScriptedLog();
    private final List<Consumer<Leadership>> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final Queue<Proposal<R>> pending = new LinkedBlockingQueue<>();
    private final Queue<RuntimeException> refusals = new ArrayDeque<>(); // by the test, before
    private final List<ClusterNode> nodes = new CopyOnWriteArrayList<>();
    private volatile Supplier<CompletableFuture<Void>> barrier = // by the test
            () -> CompletableFuture.completedFuture(null);
    private volatile Leadership leadership = new Leadership(0, Optional.empty(), false); // by test
    private final AtomicInteger refused = new AtomicInteger();
    private volatile String without = ""; // by the test
    private volatile boolean commitsAtOnce; // by the test
    private volatile boolean closed; // only ever becomes true
    private long applied; // by who commits

    private record Proposal<R>(long index, CompletableFuture<R> result) {}

    ScriptedConsensus(ClusterNode self, StateMachine<R> machine, boolean lendsLog) {
        this.self = self;
        this.machine = machine;
        this.lendsLog = lendsLog;
        this.nodes.add(self);
    }

    /// One whose commands do not matter.
    public static ScriptedConsensus<Integer> of(ClusterNode self) {
        return new ScriptedConsensus<>(self, new ListMachine(), false);
    }

    /// How many listen to [#watchNodes].
    public int watchers() {
        return watchers.size();
    }

    /// How many listen to [#listen].
    int listeners() {
        return listeners.size();
    }

    boolean isClosed() {
        return closed;
    }

    ScriptedLog log() {
        return log;
    }

    /// This node leads in `term`, and has applied everything.
    public void lead(long term) {
        commit();
        change(new Leadership(term, Optional.of(self), true));
    }

    /// `leader` leads in `term`.
    public void follow(long term, Optional<ClusterNode> leader) {
        change(new Leadership(term, leader, false));
    }

    private void change(Leadership now) {
        leadership = now;
        listeners.forEach(listener -> listener.accept(now));
    }

    /// From now on everything that is proposed is stored and agreed on at once.
    void commitAtOnce() {
        commitsAtOnce = true;
    }

    /// The next proposal fails with `failure`, and leaves nothing in the log.
    void refuseNext(RuntimeException failure) {
        refusals.add(failure);
    }

    /// Gives no vote to the node called `name`.
    void refuseVotesOf(String name) {
        without = name;
    }

    /// How many votes were refused.
    int refused() {
        return refused.get();
    }

    /// What answers the next barriers.
    void onBarrier(Supplier<CompletableFuture<Void>> answer) {
        barrier = answer;
    }

    /// Ends all proposals with `failure`; their commands stay in the log.
    void abandon(RuntimeException failure) {
        pending.forEach(proposal -> proposal.result().completeExceptionally(failure));
        pending.clear();
    }

    /// Everything in the log is stored and agreed on.
    void commit() {
        log.store();
        commitUnstored();
    }

    /// Everything in the log is agreed on by the others; this node's disk is late.
    synchronized void commitUnstored() {
        for (long index = applied + 1; index <= log.lastIndex(); index++) {
            StoredEntry entry = log.peek(index);
            applied = index;
            if (!entry.command().isEmpty()) {
                R result = machine.apply(index, entry.command());
                if (!pending.isEmpty() && pending.element().index() == index) {
                    pending.remove().result().complete(result);
                }
            }
        }
    }

    /// Puts into the log what another leader sent.
    void receive(long term, Bytes command) {
        log.add(term, machine.measure(command), command);
    }

    /// How many proposals wait for their end.
    int pending() {
        return pending.size();
    }

    @Override
    public CompletableFuture<R> propose(long term, Bytes command) {
        if (closed || !leadership.isSelf() || term != leadership.term()) {
            return CompletableFuture.failedFuture(
                    new NotLeaderException(self.name(), leadership.leader()));
        }
        RuntimeException refusal = refusals.poll();
        if (refusal != null) {
            return CompletableFuture.failedFuture(refusal);
        }
        CompletableFuture<R> result = new CompletableFuture<>();
        pending.add(new Proposal<>(log.add(term, machine.measure(command), command), result));
        if (commitsAtOnce) {
            commit();
        }
        return result;
    }

    @Override
    public CompletableFuture<Void> barrier() {
        return closed
                ? CompletableFuture.failedFuture(LogUnavailableException.closed())
                : barrier.get();
    }

    @Override
    public Leadership leadership() {
        return leadership;
    }

    @Override
    public Registration listen(Consumer<Leadership> listener) {
        listeners.add(listener);
        listener.accept(leadership);
        return () -> listeners.remove(listener);
    }

    @Override
    public Registration watchNodes(Runnable listener) {
        watchers.add(listener);
        listener.run();
        return () -> watchers.remove(listener);
    }

    @Override
    public ClusterNode awaitLeader(Duration timeout) {
        return leadership.leader().orElseThrow();
    }

    @Override
    public List<ClusterNode> nodes() {
        return new ArrayList<>(nodes);
    }

    @Override
    public CompletableFuture<Void> addVoter(ClusterNode node) {
        if (node.name().equals(without)) {
            refused.incrementAndGet();
            return CompletableFuture.failedFuture(new LogUnavailableException("not now"));
        }
        nodes.removeIf(one -> one.name().equals(node.name()));
        nodes.add(node);
        watchers.forEach(Runnable::run);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> removeVoter(String name) {
        nodes.removeIf(one -> one.name().equals(name));
        watchers.forEach(Runnable::run);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<Void> transferLeadership(String name) {
        throw new UnsupportedOperationException(name);
    }

    @Override
    public CompletableFuture<Void> snapshot() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ConsensusStats stats() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<CommandLog> commands() {
        return lendsLog ? Optional.of(log) : Optional.empty();
    }

    @Override
    public void close() {
        closed = true;
        abandon(LogUnavailableException.closed());
    }
}
