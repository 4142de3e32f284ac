package proglog.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/// Where a node listens: known before it starts, for others are told.
///
/// @param rpc for clients
/// @param gossip for discovery
/// @param raft for consensus
/// @param admin for operators
record Ports(int rpc, int gossip, int raft, int admin) {

    private static final int EACH = 4;

    /// Free ports for so many nodes; free at this moment at least.
    static List<Ports> free(int nodes) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < EACH * nodes; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1")));
            }
            List<Ports> ports = new ArrayList<>();
            for (int i = 0; i < held.size(); i += EACH) {
                ports.add(
                        new Ports(
                                held.get(i).getLocalPort(),
                                held.get(i + 1).getLocalPort(),
                                held.get(i + 2).getLocalPort(),
                                held.get(i + 3).getLocalPort()));
            }
            return ports;
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }
}
