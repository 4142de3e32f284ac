package proglog.consensus.jraft;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import proglog.Bytes;
import proglog.consensus.ClusterNode;
import proglog.consensus.CommandLog;
import proglog.consensus.Consensus;
import proglog.consensus.ConsensusConfig;
import proglog.consensus.ConsensusStats;
import proglog.consensus.Engine;
import proglog.consensus.Leadership;
import proglog.consensus.Measure;
import proglog.consensus.PeerNetwork;
import proglog.consensus.StateMachine;

/// The default engine: SOFAJRaft, with our log, our votes, our snapshots and our network. For many
/// threads.
///
/// A future that a caller holds ends within some ten seconds, except those of [#addVoter] and
/// [#removeVoter]: to catch up may take long.
///
/// @param <R> what applying a command results in
public final class JRaftConsensus<R> implements Consensus<R> {

    private final RaftNode raft;
    private final Voting voting;
    private final Barriers barriers;
    private final SnapshotRequests requests;
    private final Progress progress;

    private JRaftConsensus(
            RaftNode raft,
            Voting voting,
            Barriers barriers,
            SnapshotRequests requests,
            Progress progress) {
        this.raft = raft;
        this.requests = requests;
        this.voting = voting;
        this.barriers = barriers;
        this.progress = progress;
    }

    /// The engine of the node that `config` describes. It belongs to the cluster of `network`, and
    /// registers there what other nodes call.
    public static Engine engine(ConsensusConfig config, PeerNetwork network) {
        return new Engine() {

            @Override
            public <R> Consensus<R> start(StateMachine<R> machine) throws IOException {
                return JRaftConsensus.start(config, network, machine);
            }

            @Override
            public boolean keepsOrder() {
                return true;
            }

            @Override
            public boolean lendsLog() {
                return true;
            }
        };
    }

    private static <R> JRaftConsensus<R> start(
            ConsensusConfig config, PeerNetwork network, StateMachine<R> machine)
            throws IOException {
        RaftNode raft =
                RaftNode.open(
                        config,
                        network,
                        command ->
                                Roster.isNote(command)
                                        ? Measure.NOTHING
                                        : machine.measure(command));
        SnapshotRequests requests = new SnapshotRequests(raft);
        Snapshots<R> snapshots =
                new Snapshots<>(
                        new SnapshotFiles(raft.log()),
                        machine,
                        raft.roster(),
                        snapshotBytes(config),
                        requests::appliedIndex,
                        requests::soon);
        raft.start(
                new Applier<>(raft.self(), machine, raft.roster(), raft.reigns(), snapshots, raft));
        return new JRaftConsensus<>(
                raft,
                new Voting(raft),
                new Barriers(raft),
                requests,
                new Progress(raft, snapshots));
    }

    // What is behind the last snapshot but one is kept, whatever else is forgotten.
    private static long snapshotBytes(ConsensusConfig config) {
        return Math.min(
                config.snapshotBytes(), Math.max(config.segmentBytes(), config.retainBytes() / 4));
    }

    @Override
    public CompletableFuture<R> propose(long term, Bytes command) {
        if (command.isEmpty() || Roster.isNote(command)) {
            throw new IllegalArgumentException(
                    "a command begins with a byte from 0 to 127: " + command);
        }
        return raft.propose(term, command);
    }

    @Override
    public CompletableFuture<Void> barrier() {
        return barriers.barrier();
    }

    @Override
    public Leadership leadership() {
        return raft.reigns().current();
    }

    @Override
    public Registration listen(Consumer<Leadership> listener) {
        return raft.reigns().listen(listener);
    }

    @Override
    public Registration watchNodes(Runnable listener) {
        return raft.reigns().watchNodes(listener);
    }

    @Override
    public ClusterNode awaitLeader(Duration timeout) {
        return raft.reigns().await(timeout);
    }

    @Override
    public List<ClusterNode> nodes() {
        return voting.nodes();
    }

    @Override
    public CompletableFuture<Void> addVoter(ClusterNode node) {
        return voting.add(node);
    }

    @Override
    public CompletableFuture<Void> removeVoter(String name) {
        return voting.remove(name);
    }

    @Override
    public CompletableFuture<Void> transferLeadership(String name) {
        return voting.transfer(name);
    }

    @Override
    public CompletableFuture<Void> snapshot() {
        return requests.now();
    }

    @Override
    public ConsensusStats stats() {
        return progress.stats();
    }

    @Override
    public Optional<CommandLog> commands() {
        return Optional.of(raft.log());
    }

    @Override
    public void close() {
        raft.close();
    }
}
