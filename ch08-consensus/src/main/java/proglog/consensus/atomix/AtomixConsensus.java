package proglog.consensus.atomix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import proglog.Bytes;
import proglog.CommitLogException;
import proglog.LogUnavailableException;
import proglog.OutcomeUnknownException;
import proglog.consensus.ClusterNode;
import proglog.consensus.CommandLog;
import proglog.consensus.Consensus;
import proglog.consensus.ConsensusConfig;
import proglog.consensus.ConsensusStats;
import proglog.consensus.Engine;
import proglog.consensus.Leadership;
import proglog.consensus.NotLeaderException;
import proglog.consensus.PeerNetwork;
import proglog.consensus.StateMachine;
import proglog.consensus.atomix.Envelope.Kind;

/// [Consensus] by Atomix's Raft, repaired where that does not hold what Raft promises. It does not
/// lend its log. For many threads.
public final class AtomixConsensus<R> implements Consensus<R> {

    private static final Duration CALL_LIMIT = Duration.ofSeconds(Failures.LIMIT_SECONDS);

    private final Node<R> node;
    private final Parts<R> parts;
    private final VoterChanges changes;

    private AtomixConsensus(Node<R> node) {
        this.node = node;
        this.parts = node.parts();
        this.changes = new VoterChanges(parts.raft(), parts.local(), parts.calls(), parts.roster());
    }

    /// An engine for the node in `config`, which calls others over `network`. Started before the
    /// network is. It keeps all records, and refuses to be told to forget some.
    public static Engine engine(ConsensusConfig config, PeerNetwork network) {
        if (config.forgets()) {
            throw new IllegalArgumentException(
                    "the engine atomix keeps all records: what is to be forgotten can be told to"
                            + " the engine jraft only");
        }
        return engine(config, network, Disk.local(), UnaryOperator.identity());
    }

    /// The same on a disk, and with a durability, that a test chooses.
    static Engine engine(
            ConsensusConfig config,
            PeerNetwork network,
            Disk disk,
            UnaryOperator<Durability> repair) {
        return new Engine() {
            @Override
            public boolean keepsOrder() {
                return false;
            }

            @Override
            public boolean lendsLog() {
                return false;
            }

            @Override
            public <R> Consensus<R> start(StateMachine<R> machine) throws IOException {
                return new AtomixConsensus<>(Node.start(config, network, machine, disk, repair));
            }
        };
    }

    @Override
    public CompletableFuture<R> propose(long term, Bytes command) {
        if (!command.isEmpty() && command.byteAt(0) < 0) {
            throw new IllegalArgumentException("commands do not begin with a byte above 127");
        }
        return leading(reign -> {
            if (reign.term() != term) {
                throw notLeader();
            }
            return reign.propose(Kind.COMMAND, command).result();
        });
    }

    private <T> CompletableFuture<T> leading(Function<Reign<R>, CompletableFuture<T>> step) {
        try {
            return step.apply(node.reign());
        } catch (CommitLogException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private NotLeaderException notLeader() {
        return new NotLeaderException(node.self().name(), leadership().leader());
    }

    @Override
    public CompletableFuture<Void> barrier() {
        return Failures.bounded("a barrier", barrierIndex().thenCompose(parts.applied()::reached))
                .exceptionallyCompose(failure ->
                        CompletableFuture.failedFuture(
                                failure instanceof OutcomeUnknownException
                                        ? new LogUnavailableException(
                                                "the barrier was not agreed on", failure)
                                        : failure));
    }

    private CompletableFuture<Long> barrierIndex() {
        Optional<ClusterNode> leader = leadership().leader();
        if (leader.isEmpty()) {
            return CompletableFuture.failedFuture(
                    new LogUnavailableException(node.self().name() + " knows of no leader"));
        }
        return leader.get().equals(node.self())
                ? node.barriers().index()
                : parts.calls()
                        .ask(leader.get().raftAddress(), Call.BARRIER, new byte[0], CALL_LIMIT)
                        .thenApply(bytes -> ByteBuffer.wrap(bytes).getLong());
    }

    @Override
    public Leadership leadership() {
        return parts.watch().now();
    }

    @Override
    public Registration listen(Consumer<Leadership> listener) {
        return parts.watch().listen(listener);
    }

    // Atomix tells nobody of it.
    @Override
    public Registration watchNodes(Runnable listener) {
        AtomicReference<List<ClusterNode>> seen = new AtomicReference<>(List.of());
        return parts.watch()
                .onLook(() -> {
                    List<ClusterNode> now = nodes();
                    if (!now.equals(seen.getAndSet(now))) {
                        listener.run();
                    }
                });
    }

    @Override
    public ClusterNode awaitLeader(Duration timeout) {
        return parts.watch().awaitLeader(timeout);
    }

    @Override
    public List<ClusterNode> nodes() {
        return changes.voters().stream().sorted(Comparator.comparing(ClusterNode::name)).toList();
    }

    @Override
    public CompletableFuture<Void> addVoter(ClusterNode voter) {
        return change(
                "adding " + voter.name(),
                reign -> {
                    introduce(reign, voter);
                    changes.add(voter);
                });
    }

    // Who is taken in has heard of nobody by name.
    private void introduce(Reign<R> reign, ClusterNode voter) {
        Stream.concat(changes.voters().stream().filter(parts.roster()::knows), Stream.of(voter))
                .map(node -> reign.propose(Kind.NODE, Envelope.node(node)).index())
                .toList()
                .forEach(CompletableFuture::join);
    }

    @Override
    public CompletableFuture<Void> removeVoter(String name) {
        return change("removing " + name, _ -> changes.remove(name));
    }

    @Override
    public CompletableFuture<Void> transferLeadership(String name) {
        return change("handing over to " + name, _ -> changes.transfer(name));
    }

    private CompletableFuture<Void> change(String what, Consumer<Reign<R>> step) {
        return leading(reign -> {
            CompletableFuture<Void> done = new CompletableFuture<>();
            Thread.ofVirtual()
                    .name(what)
                    .start(() -> {
                        try {
                            step.accept(reign);
                            done.complete(null);
                        } catch (RuntimeException e) {
                            done.completeExceptionally(Failures.translated(what, e));
                        }
                    });
            return done;
        });
    }

    @Override
    public CompletableFuture<Void> snapshot() {
        return Failures.bounded("a snapshot", parts.snapshots().take());
    }

    @Override
    public ConsensusStats stats() {
        return Stats.of(node);
    }

    /// Nothing: Atomix keeps its log to itself.
    @Override
    public Optional<CommandLog> commands() {
        return Optional.empty();
    }

    /// What it is made of.
    Parts<R> parts() {
        return parts;
    }

    @Override
    public void close() {
        node.close();
    }
}
