package proglog.consensus.jraft;

import com.alipay.sofa.jraft.ReplicatorGroup;
import com.alipay.sofa.jraft.core.NodeImpl;
import com.alipay.sofa.jraft.core.Replicator;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.rpc.impl.AbstractClientService;
import com.alipay.sofa.jraft.util.ThreadId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import proglog.consensus.ConsensusStats;
import proglog.consensus.ConsensusStats.Role;

/// Asks JRaft how it is going. For many threads.
final class Progress {

    private final RaftNode raft;
    private final NodeImpl node;
    private final Snapshots<?> snapshots;
    private final AtomicLong committed =
            new AtomicLong(); // when a node has failed, it says no more
    private final AtomicLong applied = new AtomicLong();

    Progress(RaftNode raft, Snapshots<?> snapshots) {
        this.raft = raft;
        this.node = raft.node();
        this.snapshots = snapshots;
    }

    ConsensusStats stats() {
        Role role = role();
        return new ConsensusStats(
                role,
                Math.max(raft.term(), raft.reigns().current().term()),
                ask(committed, node::getLastCommittedIndex),
                ask(applied, node::getLastAppliedLogIndex),
                raft.log().firstIndex(),
                raft.log().nextIndex() - 1,
                snapshots.index(),
                role == Role.LEADER ? lag() : Map.of());
    }

    private Role role() {
        return switch (node.getNodeState()) {
            case STATE_LEADER, STATE_TRANSFERRING -> Role.LEADER;
            case STATE_CANDIDATE -> Role.CANDIDATE;
            case STATE_ERROR -> Role.FAILED;
            default -> raft.hasFailed() ? Role.FAILED : Role.FOLLOWER;
        };
    }

    private static long ask(AtomicLong known, LongSupplier question) {
        try {
            known.set(question.getAsLong());
        } catch (IllegalStateException _) {
            // it is stopped, or has failed
        }
        return known.get();
    }

    private Map<String, Long> lag() {
        Map<String, Long> lag = new HashMap<>();
        long next = raft.log().nextIndex();
        if (node.getRpcService() instanceof AbstractClientService calls
                && calls.getRpcClient() instanceof PeerRpcClient client) {
            for (PeerId peer : node.getCurrentConf().getPeers()) {
                if (!peer.equals(node.getServerId())) {
                    long behind =
                            client.replicators()
                                    .map(group -> behind(group, peer, next))
                                    .orElse(next);
                    lag.put(raft.roster().at(peer).name(), behind);
                }
            }
        }
        return lag;
    }

    // JRaft's 0 says that the node has not answered yet.
    private static long behind(ReplicatorGroup group, PeerId peer, long next) {
        ThreadId replicator = group.getReplicator(peer);
        long held = replicator == null ? 0 : Replicator.getNextIndex(replicator);
        return Math.max(0, held == 0 ? next - 1 : next - held);
    }
}
