package proglog.console;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import proglog.Background;
import proglog.Batch;
import proglog.Bytes;
import proglog.CommitLogException;
import proglog.Deadline;
import proglog.FreePorts;
import proglog.consensus.ClusterNode;
import proglog.consensus.ConsensusConfig;
import proglog.consensus.TestCertificates;

/// Three nodes with consoles in one process, over mutual TLS on the loopback address. For many
/// threads, but one starts and kills.
final class ConsoleCluster implements AutoCloseable {

    private final Path folder;
    private final TestCertificates certificates;
    private final List<ClusterNode> founders;
    private final Map<String, Integer> adminPorts = new TreeMap<>();
    private final Map<String, ConsoleNode> running = new ConcurrentSkipListMap<>();

    private ConsoleCluster(Path folder, TestCertificates certificates, List<ClusterNode> founders) {
        this.folder = folder;
        this.certificates = certificates;
        this.founders = founders;
    }

    /// Three nodes, one of which leads.
    static ConsoleCluster start(Path folder) throws IOException {
        List<ClusterNode> founders = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            founders.add(
                    new ClusterNode(
                            "n" + i, "127.0.0.1:" + FreePorts.any(), "127.0.0.1:84" + i + "0"));
        }
        ConsoleCluster cluster =
                new ConsoleCluster(
                        folder, TestCertificates.make(folder.resolve("certs")), founders);
        try {
            for (ClusterNode founder : founders) {
                cluster.adminPorts.put(founder.name(), FreePorts.any());
                cluster.start(founder.name());
            }
            cluster.leader();
            return cluster;
        } catch (IOException | RuntimeException | Error failure) {
            cluster.close();
            throw failure;
        }
    }

    /// Starts the node of this name, for the first time or again.
    ConsoleNode start(String name) throws IOException {
        ClusterNode self =
                founders.stream().filter(node -> node.name().equals(name)).findAny().orElseThrow();
        ConsensusConfig config =
                ConsensusConfig.of(self, folder.resolve(name))
                        .withFounders(founders)
                        .withElectionTimeout(Duration.ofMillis(800))
                        .withFiles(256 * 1024, 64 * 1024 * 1024);
        ConsoleNode node =
                ConsoleNode.start(
                        config,
                        Objects.requireNonNull(adminPorts.get(name)),
                        certificates.network("demo"));
        running.put(name, node);
        return node;
    }

    /// Ends the node without a word to the others.
    void kill(ConsoleNode node) {
        running.remove(node.name());
        node.vanish();
    }

    Stream<ConsoleNode> nodes() {
        return List.copyOf(running.values()).stream();
    }

    /// Waits until a running node may answer for the cluster.
    ConsoleNode leader() {
        Background.until(() -> nodes().anyMatch(ConsoleNode::leads));
        return nodes().filter(ConsoleNode::leads).findAny().orElseGet(this::leader);
    }

    /// A running node that does not lead.
    ConsoleNode follower() {
        ConsoleNode leader = leader();
        return nodes().filter(node -> !node.equals(leader)).findFirst().orElseThrow();
    }

    /// Has `values` appended, whoever leads.
    void append(List<Bytes> values) {
        Background.until(() -> {
            try {
                var _ =
                        leader().records()
                                .append(Batch.of(values), Deadline.after(Duration.ofSeconds(10)));
                return true;
            } catch (CommitLogException _) {
                return false; // its leader is gone, perhaps with what was under way
            }
        });
    }

    @Override
    public void close() {
        running.values().forEach(ConsoleNode::close);
        running.clear();
    }
}
