package proglog.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A port that a node needs and cannot have. Immutable.
///
/// @param node which needs it
/// @param port which it is
/// @param purpose what for
record TakenPort(LocalNode node, int port, String purpose) {

    /// The first of the ports of `nodes` that is taken.
    static Optional<TakenPort> among(List<LocalNode> nodes) {
        for (LocalNode node : nodes) {
            for (Map.Entry<Integer, String> each : node.ports().entrySet()) {
                if (!isFree(each.getKey())) {
                    return Optional.of(new TakenPort(node, each.getKey(), each.getValue()));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// What is wrong, who may be the reason, and what can be done.
    String message() {
        String holder =
                PortHolder.of(port)
                        .map(PortHolder::text)
                        .orElse("see `lsof -i :%d`".formatted(port));
        return "port %d, for %s of %s, is taken: %s; stop that, or choose others by PROGLOG_PORT"
                .formatted(port, purpose, node.name(), holder);
    }
}
