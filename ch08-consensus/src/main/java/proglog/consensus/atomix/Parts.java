package proglog.consensus.atomix;

import io.atomix.cluster.MemberId;
import io.atomix.protocols.raft.impl.RaftContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import proglog.consensus.ConsensusConfig;
import proglog.consensus.PeerNetwork;
import proglog.consensus.StateMachine;

/// What a node is made of, opened.
///
/// @param lock of its directory
/// @param forces what makes its journal durable
/// @param raft Atomix's Raft
/// @param local the way to it
/// @param calls the way to other nodes
/// @param roster what nodes are called
/// @param applied how far it has applied
/// @param proposals what it waits for
/// @param snapshots what takes its snapshots
/// @param reigns what begins its reigns
/// @param watch what tells of leaders
record Parts<R>(
        DirectoryLock lock,
        Forces forces,
        RaftContext raft,
        LocalHandlers local,
        PeerCalls calls,
        Roster roster,
        AppliedIndex applied,
        Proposals<R> proposals,
        Snapshots snapshots,
        Reigns<R> reigns,
        LeadershipWatch watch) {

    /// Opens them; they know each other in a circle, which `node` closes when it is completed.
    ///
    /// @param repair makes the [Durability] of a node, given one that repairs Atomix's faults
    static <R> Parts<R> open(
            ConsensusConfig config,
            PeerNetwork network,
            StateMachine<R> machine,
            Disk disk,
            UnaryOperator<Durability> repair,
            CompletableFuture<Node<R>> node)
            throws IOException {
        String name = config.self().name();
        Path directory = config.directory().resolve("raft");
        DirectoryLock lock = DirectoryLock.of(config.directory());
        try {
            JournalFiles files = new JournalFiles(directory, disk);
            files.open();
            final Ballots ballots = Ballots.open(config.directory(), disk);
            final Forces forces = Forces.start(files, name, cause -> node.join().fail(cause));
            final Durability durability = repair.apply(new Durability(forces::all));
            PeerCalls calls = new PeerCalls(network);
            Codec codec = new Codec();
            Followers followers = new Followers(() -> node.join().parts().raft(), durability);
            PeerProtocol protocol =
                    new PeerProtocol(calls, codec, followers, ballots, limit(config));
            Roster roster = new Roster();
            config.founders().forEach(roster::put);
            roster.put(config.self());
            AppliedIndex applied = new AppliedIndex();
            Proposals<R> proposals = new Proposals<>();
            Applier<R> applier =
                    new Applier<>(
                            new State<>(config.self(), machine, roster),
                            proposals,
                            applied,
                            (term, index) ->
                                    durability.awaitLed(
                                            term, index, () -> node.join().lastWritten()),
                            bytes -> node.join().grew(bytes),
                            cause -> node.join().fail(cause));
            LogPrimitive primitive = new LogPrimitive(applier);
            RaftContext raft = RaftNode.build(config, directory, protocol, primitive);
            new Incoming(
                            raft,
                            protocol,
                            codec,
                            durability,
                            followers,
                            ballots,
                            () -> node.join().look(),
                            cause -> node.join().fail(cause))
                    .answer(calls);
            return new Parts<>(
                    lock,
                    forces,
                    raft,
                    protocol,
                    calls,
                    roster,
                    applied,
                    proposals,
                    new Snapshots(raft, applier, applied),
                    new Reigns<>(
                            MemberId.from(config.self().raftAddress()),
                            primitive,
                            protocol,
                            new CommandTurns(raft, protocol),
                            proposals,
                            term -> node.join().stepDown(term),
                            () -> node.join().look()),
                    LeadershipWatch.start(
                            name,
                            () -> node.join().leadership(),
                            () -> proposals.expire(System.nanoTime())));
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    // Long enough for a slow disk; a node that hangs holds up no more than this.
    private static Duration limit(ConsensusConfig config) {
        Duration second = Duration.ofSeconds(1);
        return config.electionTimeout().compareTo(second) > 0 ? config.electionTimeout() : second;
    }
}
