package proglog.bench;

import java.util.ArrayList;
import java.util.List;
import proglog.cli.FreePorts;

/// Where a node listens: known before it starts, for others are told.
///
/// @param rpc for clients
/// @param gossip for discovery
/// @param raft for consensus
/// @param admin for operators
record Ports(int rpc, int gossip, int raft, int admin) {

    private static final int EACH = 4;

    /// Free ports for so many nodes; free at this moment at least.
    static List<Ports> free(int nodes) {
        List<Integer> row = FreePorts.row(EACH * nodes);
        List<Ports> ports = new ArrayList<>();
        for (int i = 0; i < row.size(); i += EACH) {
            ports.add(new Ports(row.get(i), row.get(i + 1), row.get(i + 2), row.get(i + 3)));
        }
        return ports;
    }
}
