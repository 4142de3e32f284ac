package proglog.deploy;

import java.util.Map;

/// What a node in a container is told by its environment.
final class NodeSettings {

    private NodeSettings() {}

    /// The settings of a node that may be called by its name, and finds the others at `seed`.
    static Map<String, String> of(String name, boolean bootstrap, String seed) {
        return Map.of(
                "PROGLOG_NODE_NAME",
                name,
                "PROGLOG_ADVERTISE_ADDR",
                name,
                "PROGLOG_START_JOIN_ADDRS",
                seed + ":8401",
                "PROGLOG_BOOTSTRAP",
                String.valueOf(bootstrap));
    }
}
