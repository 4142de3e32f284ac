package proglog.consensus;

import java.net.InetSocketAddress;
import proglog.discovery.MembershipConfig;

/// Which node of which cluster it is, and how it takes part. Immutable.
///
/// @param clusterId nodes of other clusters are refused
/// @param consensus who the node is, and how it agrees
/// @param engine who does the agreeing
/// @param membership how it finds the others
/// @param raftBind where it listens to other nodes
/// @param leavesOnStop whether it says goodbye when it is stopped, and so gives up its vote
public record NodeConfig(
        String clusterId,
        ConsensusConfig consensus,
        EngineKind engine,
        MembershipConfig membership,
        InetSocketAddress raftBind,
        boolean leavesOnStop) {

    /// The node, as others know it.
    public ClusterNode self() {
        return consensus.self();
    }

    /// Whether it is one of those who begin a cluster, if there is none yet.
    public boolean mayBegin() {
        return !consensus.founders().isEmpty();
    }
}
