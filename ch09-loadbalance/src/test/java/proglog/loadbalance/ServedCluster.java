package proglog.loadbalance;

import io.grpc.ChannelCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import proglog.Background;
import proglog.FreePorts;
import proglog.consensus.ClusterNode;
import proglog.consensus.ConsensusConfig;
import proglog.consensus.PeerNetwork;
import proglog.consensus.TestCertificates;

/// Nodes that serve one log to clients, in one process, as `Main` does but for gossip: mutual TLS,
/// an access list, SOFAJRaft, disks. For one thread only.
final class ServedCluster implements AutoCloseable {

    private static final long MIB = 1024 * 1024;

    private final Path folder;
    private final TestCertificates certificates;
    private final Map<String, ClusterNode> founders;
    private final Map<String, ServedNode> running = new TreeMap<>();

    private ServedCluster(
            Path folder, TestCertificates certificates, Map<String, ClusterNode> founders) {
        this.folder = folder;
        this.certificates = certificates;
        this.founders = founders;
    }

    /// Nodes of these names below `folder`, one of which leads.
    static ServedCluster start(Path folder, String... names) {
        Map<String, ClusterNode> founders = new TreeMap<>();
        List.of(names).forEach(name -> founders.put(name, place(name)));
        ServedCluster cluster =
                new ServedCluster(folder, TestCertificates.make(folder.resolve("certs")), founders);
        try {
            founders.keySet().forEach(cluster::start);
            cluster.leader();
            return cluster;
        } catch (RuntimeException | Error failure) {
            cluster.close();
            throw failure;
        }
    }

    private static ClusterNode place(String name) {
        return new ClusterNode(
                name, "127.0.0.1:" + FreePorts.any(), "127.0.0.1:" + FreePorts.any());
    }

    /// Starts the node of this name, for the first time or again.
    ServedNode start(String name) {
        ConsensusConfig config =
                ConsensusConfig.of(
                                Objects.requireNonNull(founders.get(name)),
                                folder.resolve("node-" + name))
                        .withFounders(List.copyOf(founders.values()))
                        .withElectionTimeout(Duration.ofMillis(500))
                        .withFiles(4 * MIB, 256 * MIB);
        try {
            PeerNetwork network = certificates.network("ours");
            ServedNode started = ServedNode.start(config, network, certificates.folder());
            running.put(name, started);
            return started;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Stops the node of this name, which says no word to the others.
    void kill(String name) {
        Objects.requireNonNull(running.remove(name)).close();
    }

    ServedNode node(String name) {
        return Objects.requireNonNull(running.get(name));
    }

    List<ServedNode> nodes() {
        return new ArrayList<>(running.values());
    }

    /// Waits until a running node may answer for the cluster.
    ServedNode leader() {
        Background.until(() -> nodes().stream().anyMatch(ServedNode::leads));
        return nodes().stream().filter(ServedNode::leads).findAny().orElseGet(this::leader);
    }

    /// `proglog:///` and where all its founders serve.
    String target() {
        return founders.values().stream()
                .map(ClusterNode::rpcAddress)
                .collect(Collectors.joining(",", "proglog:///", ""));
    }

    /// Who may do everything.
    ChannelCredentials client() {
        try {
            return certificates.client();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    TestCertificates certificates() {
        return certificates;
    }

    @Override
    public void close() {
        List.copyOf(running.keySet()).forEach(this::kill);
    }
}
