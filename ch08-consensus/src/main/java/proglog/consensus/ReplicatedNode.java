package proglog.consensus;

import io.grpc.BindableService;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import proglog.consensus.atomix.AtomixConsensus;
import proglog.consensus.jraft.JRaftConsensus;
import proglog.discovery.AtomixMembership;
import proglog.discovery.Membership;
import proglog.grpc.Parts;
import proglog.security.MutualTls;

/// A node of a cluster, without what serves clients: its log, its ways to the other nodes, and the
/// membership by which it keeps its vote. For many threads.
public final class ReplicatedNode implements AutoCloseable {

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

    /// Takes part. Other nodes may also call `services`, which are made over the log.
    public static ReplicatedNode join(
            NodeConfig config,
            MutualTls peers,
            Function<ReplicatedLog, List<? extends BindableService>> services)
            throws IOException {
        Parts parts = new Parts();
        try {
            return join(config, peers, services, parts);
        } catch (IOException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    // The log before the network, and the network before gossip: who hears of this node can call.
    private static ReplicatedNode join(
            NodeConfig config,
            MutualTls peers,
            Function<ReplicatedLog, List<? extends BindableService>> services,
            Parts parts)
            throws IOException {
        PeerNetwork network =
                parts.add(PeerNetwork.open(peers, config.clusterId()), PeerNetwork::close);
        Engine engine =
                switch (config.engine()) {
                    case JRAFT -> JRaftConsensus.engine(config.consensus(), network);
                    case ATOMIX -> AtomixConsensus.engine(config.consensus(), network);
                };
        ReplicatedLogConfig kept =
                ReplicatedLogConfig.of(config.self(), config.consensus().directory());
        ReplicatedLog log =
                parts.add(ReplicatedLog.join(engine, network, kept), ReplicatedLog::close);
        services.apply(log).forEach(network::serve);
        network.start(config.raftBind());
        AtomixMembership members =
                parts.add(
                        AtomixMembership.join(config.membership(), peers),
                        config.leavesOnStop() ? AtomixMembership::close : AtomixMembership::vanish);
        parts.add(Voters.start(members, log.consensus()), Voters::close);
        return new ReplicatedNode(log, network, members, parts);
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
