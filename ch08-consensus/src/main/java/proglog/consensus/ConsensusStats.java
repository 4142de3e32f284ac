package proglog.consensus;

import java.util.Map;

/// How a node's consensus is going, for people and dashboards. Immutable.
///
/// @param role what the node is
/// @param term the latest reign it has heard of
/// @param commitIndex the last index it knows to be committed
/// @param appliedIndex the last index it has applied
/// @param firstIndex the first index it still holds
/// @param lastIndex the last index it holds
/// @param snapshotIndex the index its last snapshot reaches to, or 0
/// @param lag on the leader, by node: how many indexes that node is known to be behind
public record ConsensusStats(
        Role role,
        long term,
        long commitIndex,
        long appliedIndex,
        long firstIndex,
        long lastIndex,
        long snapshotIndex,
        Map<String, Long> lag) {

    /// What a node can be.
    public enum Role {
        /// Orders commands.
        LEADER,
        /// Follows a leader, or waits for one.
        FOLLOWER,
        /// Asks for votes.
        CANDIDATE,
        /// Takes part no more until it is restarted, because its disk failed.
        FAILED
    }

    /// Copies the lag.
    public ConsensusStats {
        lag = Map.copyOf(lag);
    }
}
