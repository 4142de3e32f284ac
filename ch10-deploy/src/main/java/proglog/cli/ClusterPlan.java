package proglog.cli;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;

/// What a local cluster consists of. Immutable.
///
/// @param nodes how many there are
/// @param port where clients call the first node; see [LocalNode] for the others
record ClusterPlan(int nodes, int port) {

    static final int DEFAULT_NODES = 3;
    static final int DEFAULT_PORT = 8400;
    private static final int MOST_NODES = 9;

    /// Refuses what does not fit.
    ClusterPlan {
        if (nodes < 1 || nodes > MOST_NODES) {
            throw new IllegalArgumentException(
                    "a local cluster has 1 to %d nodes, not %d".formatted(MOST_NODES, nodes));
        }
        int last = port + LocalNode.PORTS * nodes;
        if (port < 1 || last > 65535) {
            throw new IllegalArgumentException(
                    "%d nodes from port %d on need ports up to %d".formatted(nodes, port, last));
        }
    }

    static ClusterPlan parse(String text) {
        Properties found = new Properties();
        try {
            found.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return new ClusterPlan(number(found, "nodes"), number(found, "port"));
    }

    private static int number(Properties found, String name) {
        String value = found.getProperty(name, "").strip();
        if (!value.matches("\\d{1,5}")) {
            throw new IllegalArgumentException("%s is '%s', not a number".formatted(name, value));
        }
        return Integer.parseInt(value);
    }

    String text() {
        return "nodes=%d%nport=%d%n".formatted(nodes, port);
    }
}
