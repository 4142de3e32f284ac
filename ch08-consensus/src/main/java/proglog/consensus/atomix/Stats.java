package proglog.consensus.atomix;

import io.atomix.protocols.raft.RaftServer;
import io.atomix.protocols.raft.cluster.impl.RaftMemberContext;
import io.atomix.protocols.raft.impl.RaftContext;
import java.util.HashMap;
import java.util.Map;
import proglog.consensus.ConsensusStats;

/// How a node is going, read from Atomix while it works: each figure is right, together they may be
/// of different moments.
final class Stats {

    private Stats() {}

    static ConsensusStats of(Node<?> node) {
        RaftContext raft = node.parts().raft();
        return new ConsensusStats(
                role(node),
                node.parts().watch().now().term(),
                raft.getCommitIndex(),
                node.parts().applied().get(),
                raft.getLogReader().getFirstIndex(),
                node.lastWritten(),
                node.parts().snapshots().index(),
                node.role() == RaftServer.Role.LEADER ? lag(node, raft) : Map.of());
    }

    private static ConsensusStats.Role role(Node<?> node) {
        if (node.hasFailed()) {
            return ConsensusStats.Role.FAILED;
        }
        return switch (node.role()) {
            case LEADER -> ConsensusStats.Role.LEADER;
            case CANDIDATE -> ConsensusStats.Role.CANDIDATE;
            default -> ConsensusStats.Role.FOLLOWER;
        };
    }

    private static Map<String, Long> lag(Node<?> node, RaftContext raft) {
        long last = node.lastWritten();
        Map<String, Long> lag = new HashMap<>();
        for (RaftMemberContext member : raft.getCluster().getRemoteMemberStates()) {
            String address = member.getMember().memberId().id();
            lag.put(
                    node.parts().roster().at(address).name(),
                    Math.max(0, last - member.getMatchIndex()));
        }
        return lag;
    }
}
