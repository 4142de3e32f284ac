package proglog.checks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

/// Ports that nobody has, as far apart as a local cluster of three wants them.
final class FreePorts {

    /// How far each port is from the first: four a node, ten from node to node.
    static final List<Integer> ROW = List.of(0, 1, 2, 3, 10, 11, 12, 13, 20, 21, 22, 23);

    private FreePorts() {}

    /// The first of a row in which all are free.
    ///
    /// They lie below those that the system gives to whoever asks for any, and have as many digits:
    /// tables stay straight.
    static int firstOfARow() throws IOException {
        for (int attempt = 0; attempt < 1000; attempt++) {
            int first = 2_000 + 30 * (anyPort() % 265);
            if (ROW.stream().allMatch(offset -> isFree(first + offset))) {
                return first;
            }
        }
        throw new IOException("no row of free ports");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException _) {
            return false;
        }
    }

    private static int anyPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
