package proglog.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/// Everything the page shows, as this node sees it. Immutable.
///
/// @param self this node's name
/// @param cluster the cluster's id
/// @param now the time here, in milliseconds since 1970
/// @param term the latest that any node has heard of
/// @param leader who leads in it, or empty
/// @param nodes those that have a vote, and this one, by name
/// @param reigns the last changes of who leads, the newest last
/// @param records the last records here, the newest first
record ClusterState(
        String self,
        String cluster,
        long now,
        long term,
        String leader,
        List<Node> nodes,
        List<Reign> reigns,
        List<RecordView> records) {

    /// One of the nodes.
    ///
    /// @param name of the node
    /// @param rpc where clients call it: host:port
    /// @param isReached whether it answers now
    /// @param hasVote whether it has a vote
    /// @param lag how many entries it is behind, as the leader knows it; without a leader, or when
    ///   it is gone, how many it was behind when it was heard of last; -1 when that cannot be told
    /// @param status what it said last; empty when it has never been heard of
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record Node(
            String name,
            String rpc,
            boolean isReached,
            boolean hasVote,
            long lag,
            Optional<NodeStatus> status) {}
}
