package proglog.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;

/// Ports for a cluster that nobody has now.
final class FreePorts {

    private FreePorts() {}

    /// The first of those that `nodes` nodes need: below those that the system gives to whoever
    /// asks for any, and far from others who look for them like this.
    static int first(int nodes) throws IOException {
        for (int attempt = 0; attempt < 1000; attempt++) {
            int first = 10_000 + 100 * (any() % 220);
            List<LocalNode> all =
                    new ClusterDirectory(Path.of("none")).nodes(new ClusterPlan(nodes, first));
            if (TakenPort.among(all).isEmpty()) {
                return first;
            }
        }
        throw new IOException("no free ports");
    }

    private static int any() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
