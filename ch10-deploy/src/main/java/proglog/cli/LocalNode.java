package proglog.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A node of a local cluster: its name, its places and its ports. Immutable.
///
/// @param cluster the directory of the cluster
/// @param index counted from 0
/// @param port where clients call it; the next three are for gossip, Raft and operators
record LocalNode(Path cluster, int index, int port) {

    /// How far the ports of two nodes are apart.
    static final int PORTS = 10;

    static final String HOST = "127.0.0.1";

    String name() {
        return "node-" + index;
    }

    Path folder() {
        return cluster.resolve(name());
    }

    Path data() {
        return folder().resolve("data");
    }

    /// What it says.
    Path log() {
        return folder().resolve("log");
    }

    /// Its settings.
    Path settings() {
        return folder().resolve("node.yaml");
    }

    Path pidFile() {
        return folder().resolve("pid");
    }

    String address() {
        return HOST + ":" + port;
    }

    String gossipAddress() {
        return HOST + ":" + (port + 1);
    }

    int adminPort() {
        return port + 3;
    }

    /// What operators open in a browser.
    String console() {
        return "http://%s:%d".formatted(HOST, adminPort());
    }

    /// Every port, and what it is for.
    SequencedMap<Integer, String> ports() {
        SequencedMap<Integer, String> ports = new LinkedHashMap<>();
        ports.put(port, "clients");
        ports.put(port + 1, "gossip");
        ports.put(port + 2, "Raft");
        ports.put(port + 3, "operators");
        return ports;
    }

    /// Its settings, as a member of a cluster of `all`: the first begins it, the others join.
    String yaml(ClusterDirectory directory, List<LocalNode> all) {
        List<String> others =
                all.stream()
                        .filter(node -> node.index != index)
                        .map(node -> "  - " + Yaml.quoted(node.gossipAddress()))
                        .toList();
        Path certificates = directory.certificates();
        return """
        # written by ./proglog up, anew each time
        node-name: %s
        data-dir: %s
        bind-addr: %s
        rpc-port: %d
        gossip-port: %d
        raft-port: %d
        admin-port: %d
        bootstrap: %s
        start-join-addrs:%s
        acl-model-file: %s
        acl-policy-file: %s
        server-tls-cert-file: %s
        server-tls-key-file: %s
        server-tls-ca-file: %s
        peer-tls-cert-file: %s
        peer-tls-key-file: %s
        peer-tls-ca-file: %s
        """
                .formatted(
                        name(),
                        Yaml.quoted(data()),
                        HOST,
                        port,
                        port + 1,
                        port + 2,
                        port + 3,
                        index == 0,
                        others.isEmpty() ? " []" : "\n" + String.join("\n", others),
                        Yaml.quoted(directory.accessModel()),
                        Yaml.quoted(directory.accessPolicy()),
                        Yaml.quoted(certificates.resolve("server.pem")),
                        Yaml.quoted(certificates.resolve("server-key.pem")),
                        Yaml.quoted(certificates.resolve("ca.pem")),
                        Yaml.quoted(certificates.resolve("peer.pem")),
                        Yaml.quoted(certificates.resolve("peer-key.pem")),
                        Yaml.quoted(certificates.resolve("ca.pem")));
    }
}
