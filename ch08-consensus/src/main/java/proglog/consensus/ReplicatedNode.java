package proglog.consensus;

import io.grpc.BindableService;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import proglog.consensus.atomix.AtomixConsensus;
import proglog.consensus.jraft.JRaftConsensus;
import proglog.discovery.AtomixMembership;
import proglog.discovery.Membership;
import proglog.grpc.Parts;
import proglog.observability.Telemetry;
import proglog.security.MutualTls;

/// A node of a cluster, without what serves clients: its log, its ways to the other nodes, and the
/// membership by which it keeps its vote. For many threads.
public final class ReplicatedNode implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ReplicatedLog log;
    private final PeerNetwork network;
    private final Membership members;
    private final Parts parts; // touched by who closes

    private ReplicatedNode(
            ReplicatedLog log, PeerNetwork network, Membership members, Parts parts) {
        this.log = log;
        this.network = network;
        this.members = members;
        this.parts = parts;
    }

    /// Takes part. Other nodes may also call `services`, which are made over the log. A traced
    /// append is traced on into `telemetry`, also on the node that leads.
    public static ReplicatedNode join(
            NodeConfig config,
            MutualTls peers,
            Telemetry telemetry,
            Function<ReplicatedLog, List<? extends BindableService>> services)
            throws IOException {
        Parts parts = new Parts();
        try {
            return join(config, peers, telemetry, services, parts);
        } catch (IOException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    // The log before the network, and the network before gossip: who hears of this node can call.
    // Only who may begin a cluster has to look first whether there is one.
    private static ReplicatedNode join(
            NodeConfig config,
            MutualTls peers,
            Telemetry telemetry,
            Function<ReplicatedLog, List<? extends BindableService>> services,
            Parts parts)
            throws IOException {
        PeerNetwork network =
                parts.add(PeerNetwork.open(peers, config.clusterId()), PeerNetwork::close);
        Gate gate = new Gate();
        network.intercept(gate);
        NewDisk disk = new NewDisk(config.consensus().directory());
        boolean asks = config.mayBegin() && disk.isNew() && !config.membership().join().isEmpty();
        Optional<AtomixMembership> met =
                asks ? Optional.of(gossip(config, peers, parts)) : Optional.empty();
        boolean begins =
                config.mayBegin() && (met.isEmpty() || begins(config.self(), met.get(), network));
        if (disk.isNew() && !begins) {
            disk.mark();
        } else {
            disk.admitted();
            gate.open();
        }

        ReplicatedLog log =
                parts.add(log(config, begins, network, telemetry), ReplicatedLog::close);
        services.apply(log).forEach(network::serve);
        Admission admission = new Admission(config.self().name(), log.consensus(), gate);
        network.serve(admission);
        network.start(config.raftBind());
        AtomixMembership members = met.isPresent() ? met.get() : gossip(config, peers, parts);
        admission.know(members);
        parts.add(
                Voters.start(
                        members,
                        log.consensus(),
                        node -> Admission.takesPart(network.channel(node.raftAddress()))),
                Voters::close);
        if (!gate.isOpen()) {
            parts.add(Newcomer.start(config.self(), members, network, disk, gate), Newcomer::close);
        }
        return new ReplicatedNode(log, network, members, parts);
    }

    private static ReplicatedLog log(
            NodeConfig config, boolean begins, PeerNetwork network, Telemetry telemetry)
            throws IOException {
        ConsensusConfig consensus =
                begins || !config.mayBegin()
                        ? config.consensus()
                        : config.consensus().withFounders(List.of());
        Engine engine =
                switch (config.engine()) {
                    case JRAFT -> JRaftConsensus.engine(consensus, network);
                    case ATOMIX -> AtomixConsensus.engine(consensus, network);
                };
        return ReplicatedLog.join(
                engine,
                network,
                ReplicatedLogConfig.of(config.self(), consensus.directory())
                        .withTelemetry(telemetry));
    }

    private static AtomixMembership gossip(NodeConfig config, MutualTls peers, Parts parts)
            throws IOException {
        return parts.add(
                AtomixMembership.join(config.membership(), peers),
                config.leavesOnStop() ? AtomixMembership::close : AtomixMembership::vanish);
    }

    private static boolean begins(ClusterNode self, AtomixMembership met, PeerNetwork network)
            throws IOException {
        Founding founding =
                new Founding(
                        self.name(),
                        met::members,
                        met::hasMetAll,
                        address -> Newcomer.ask(self, network, address),
                        PATIENCE);
        try {
            return founding.begins();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("told to stop while it looked for its cluster");
        }
    }

    /// The log that all nodes keep.
    public ReplicatedLog log() {
        return log;
    }

    /// The ways to the other nodes.
    public PeerNetwork network() {
        return network;
    }

    /// Who is there.
    public Membership members() {
        return members;
    }

    /// Gives leadership away, if this node has it and there is somebody to take it, so that nobody
    /// has to wait for an election when it stops. Takes two seconds at most.
    public void handOver() {
        Handover.of(log.consensus(), members.self().name());
    }

    /// Stops taking part; keeps the vote unless it is told to leave. Closing again does nothing.
    @Override
    public void close() {
        parts.close();
    }
}
