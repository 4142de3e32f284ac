package proglog.console;

import java.util.List;
import java.util.Map;

/// What a node says of itself. Immutable.
///
/// @param name of the node
/// @param console where its console is: host:port
/// @param role leader, follower, candidate or failed
/// @param term the latest it has heard of
/// @param leader who leads in it, or empty
/// @param commit the last index it knows to be committed
/// @param applied the last index it has applied
/// @param last the last index it holds
/// @param snapshot the index its last snapshot reaches to, or 0
/// @param first the lowest offset that can be read there
/// @param next one past the highest offset that can be read there
/// @param lag on the leader, by node: how many entries that node is behind
/// @param segments the files of its log, the oldest first
/// @param pace what its clients ask of it
record NodeStatus(
        String name,
        String console,
        String role,
        long term,
        String leader,
        long commit,
        long applied,
        long last,
        long snapshot,
        long first,
        long next,
        Map<String, Long> lag,
        List<Segment> segments,
        Pace pace) {

    /// A file of a log.
    ///
    /// @param first its first entry
    /// @param next one past its last entry
    /// @param bytes what it takes of the disk
    record Segment(long first, long next, long bytes) {}

    /// How much is going on now.
    ///
    /// @param appended records appended in a second
    /// @param bytes bytes appended in a second
    /// @param read records read in a second
    /// @param median how many seconds half of the appends took at most; 0 when there were none
    /// @param slowest how many seconds 99 of 100 appends took at most; 0 when there were none
    record Pace(double appended, double bytes, double read, double median, double slowest) {

        /// Nothing is going on.
        static final Pace NONE = new Pace(0, 0, 0, 0, 0);
    }

    NodeStatus {
        lag = Map.copyOf(lag);
        segments = List.copyOf(segments);
    }
}
