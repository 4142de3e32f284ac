package proglog.examples.kv;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What a node has to be told. Immutable.
///
/// @param host where it listens, for clients and for nodes, and what they call it
/// @param port where clients call it
/// @param raftPort where nodes call it
/// @param storage the folder of its files
/// @param certificates the folder of `peer.pem`, `peer-key.pem` and `ca.pem`
/// @param leader host:port where the clients of a node call it that is in the cluster already;
///   without it the node begins a cluster of its own
record StoreConfig(
        String host,
        int port,
        int raftPort,
        Path storage,
        Path certificates,
        Optional<String> leader) {

    /// Refuses what is no port: others must be told it, so 0 is none.
    StoreConfig {
        requirePort("PORT", port);
        requirePort("RAFT_PORT", raftPort);
        leader.ifPresent(address -> {
            if (!address.matches("[^:/\\s]+:[0-9]+")) {
                throw new IllegalArgumentException(
                        "RAFT_LEADER is '%s', must be host:port".formatted(address));
            }
        });
    }

    private static void requirePort(String name, int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "%s is %d, must be from 1 to 65535".formatted(name, port));
        }
    }

    /// What `PORT`, `RAFT_ADDRESS`, `RAFT_PORT`, `STORAGE_PATH`, `RAFT_LEADER` and `PROGLOG_CERTS`
    /// say, and the usual where they say nothing.
    static StoreConfig fromEnvironment(Map<String, String> environment) {
        return new StoreConfig(
                environment.getOrDefault("RAFT_ADDRESS", "127.0.0.1"),
                port(environment, "PORT", "8080"),
                port(environment, "RAFT_PORT", "8402"),
                Path.of(environment.getOrDefault("STORAGE_PATH", "data")),
                Path.of(environment.getOrDefault("PROGLOG_CERTS", "certs")),
                Optional.ofNullable(environment.get("RAFT_LEADER"))
                        .filter(leader -> !leader.isBlank()));
    }

    private static int port(Map<String, String> environment, String name, String usual) {
        String text = environment.getOrDefault(name, usual);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException(
                    "%s is '%s', must be a number".formatted(name, text));
        }
    }

    /// Where clients call it; also its name in the cluster.
    String id() {
        return host + ":" + port;
    }

    /// Where nodes call it.
    String raftAddress() {
        return host + ":" + raftPort;
    }
}
