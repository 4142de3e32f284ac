package proglog.discovery;

import java.util.Map;

/// One member of a cluster, as the members tell each other. Immutable.
///
/// @param name unique among the members, and kept over restarts
/// @param address where it gossips: host:port
/// @param tags what else it says of itself, such as where it serves: see [#RPC] and [#RAFT]
public record Member(String name, String address, Map<String, String> tags) {

    /// The tag that says where the member serves clients: host:port.
    public static final String RPC = "rpc";

    /// The tag that says where the member's consensus is reached: host:port.
    public static final String RAFT = "raft";

    /// Copies the tags.
    public Member {
        tags = Map.copyOf(tags);
    }
}
