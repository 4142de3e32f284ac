package proglog.consensus;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import proglog.OffsetRange;

/// A node of a [LogCluster]. Immutable; a node that was restarted is another one.
///
/// @param node who it is
/// @param network its network
/// @param log its end of the log
record LogNode(ClusterNode node, PeerNetwork network, ReplicatedLog log) implements AutoCloseable {

    static LogNode start(
            ConsensusConfig consensus,
            ReplicatedLogConfig config,
            PeerNetwork network,
            TestCluster.Engines engines)
            throws IOException {
        int port = Integer.parseInt(consensus.self().raftAddress().split(":")[1]);
        ReplicatedLog log = ReplicatedLog.join(engines.engine(consensus, network), network, config);
        try {
            network.start(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return new LogNode(consensus.self(), network, log);
        } catch (IOException | RuntimeException failure) {
            log.close();
            throw failure;
        }
    }

    String name() {
        return node.name();
    }

    Consensus<OffsetRange> consensus() {
        return log.consensus();
    }

    boolean leads() {
        return consensus().leadership().isSelf();
    }

    /// Nobody reaches it any more, and it reaches nobody.
    void isolate() {
        network.close();
    }

    @Override
    public void close() {
        log.close();
        network.close();
    }
}
