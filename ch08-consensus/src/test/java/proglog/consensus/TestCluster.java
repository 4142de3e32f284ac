package proglog.consensus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import proglog.Background;
import proglog.FreePorts;

/// Nodes in one process, over mutual TLS on the loopback address. For one thread only.
public final class TestCluster implements AutoCloseable {

    /// What is tested.
    @FunctionalInterface
    public interface Engines {

        /// The engine of a node.
        Engine engine(ConsensusConfig config, PeerNetwork network);
    }

    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final long MIB = 1024 * 1024;

    private final Path folder;
    private final TestCertificates certificates;
    private final Engines engines;
    private final UnaryOperator<ConsensusConfig> settings;
    private final Map<String, ClusterNode> known = new TreeMap<>();
    private final Map<String, TestNode> running = new TreeMap<>();
    private List<ClusterNode> founders = List.of();

    private TestCluster(
            Path folder,
            TestCertificates certificates,
            Engines engines,
            UnaryOperator<ConsensusConfig> settings) {
        this.folder = folder;
        this.certificates = certificates;
        this.engines = engines;
        this.settings = settings;
    }

    /// A cluster below `folder` without nodes as yet; `settings` change what is usual.
    public static TestCluster in(
            Path folder, Engines engines, UnaryOperator<ConsensusConfig> settings) {
        return new TestCluster(
                folder, TestCertificates.make(folder.resolve("certs")), engines, settings);
    }

    /// The same with nodes of these names, which found it.
    public static TestCluster of(Path folder, Engines engines, String... names) {
        TestCluster cluster = in(folder, engines, UnaryOperator.identity());
        cluster.found(names);
        return cluster;
    }

    /// Starts nodes of these names, which found the cluster.
    public void found(String... names) {
        founders = List.of(names).stream().map(this::place).toList();
        founders.forEach(node -> start(node.name()));
    }

    /// Gives a node of this name its addresses; another call gives it others.
    public ClusterNode place(String name) {
        ClusterNode node =
                new ClusterNode(
                        name,
                        "127.0.0.1:" + FreePorts.any(),
                        "127.0.0.1:1%04d".formatted(known.size()));
        known.put(name, node);
        return node;
    }

    /// Starts the node of this name, for the first time or again.
    public TestNode start(String name) {
        ClusterNode node = known.containsKey(name) ? known.get(name) : place(name);
        ConsensusConfig config =
                settings.apply(
                        ConsensusConfig.of(node, directory(name))
                                .withFounders(founders.contains(node) ? founders : List.of())
                                .withElectionTimeout(Duration.ofMillis(600))
                                .withFiles(4 * MIB, 256 * MIB));
        try {
            PeerNetwork network = certificates.network("ours");
            try {
                int port = Integer.parseInt(node.raftAddress().split(":")[1]);
                TestNode started =
                        TestNode.start(
                                config,
                                network,
                                engines.engine(config, network),
                                new InetSocketAddress(HERE, port));
                running.put(name, started);
                return started;
            } catch (IOException | RuntimeException failure) {
                network.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Where the node of this name keeps everything.
    public Path directory(String name) {
        return folder.resolve("node-" + name);
    }

    /// The certificates of all its nodes.
    public TestCertificates certificates() {
        return certificates;
    }

    /// Stops the node of this name, which says no word to the others.
    public void stop(String name) {
        Optional.ofNullable(running.remove(name)).ifPresent(TestNode::close);
    }

    /// Stops it and starts it again.
    public TestNode restart(String name) {
        stop(name);
        return start(name);
    }

    /// The running node of this name.
    public TestNode node(String name) {
        return Optional.ofNullable(running.get(name)).orElseThrow();
    }

    /// All running nodes, by name.
    public List<TestNode> nodes() {
        return new ArrayList<>(running.values());
    }

    /// Waits until a running node may answer for the cluster.
    public TestNode leader() {
        Background.until(() -> running.values().stream().anyMatch(TestNode::leads));
        // Between the two looks it may have stopped leading.
        return running.values().stream()
                .filter(TestNode::leads)
                .max((a, b) -> Long.compare(term(a), term(b)))
                .orElseGet(this::leader);
    }

    private static long term(TestNode node) {
        return node.consensus().leadership().term();
    }

    /// A running node that does not lead.
    public TestNode follower() {
        TestNode leader = leader();
        return running.values().stream()
                .filter(node -> !node.equals(leader))
                .findFirst()
                .orElseThrow();
    }

    /// Proposes until the text is acknowledged, as one who does not mind repetitions.
    public void append(String text) {
        Background.until(() -> {
            var result = leader().propose(text);
            return result.handle((_, failure) -> failure == null).join();
        });
    }

    /// Waits until all running nodes have applied the same, which ends with `text`.
    public List<String> agreeOn(String text) {
        Background.until(() ->
                running.values().stream().map(node -> node.machine().applied()).distinct().count()
                                == 1
                        && leader().machine().applied().getLast().equals(text));
        return leader().machine().applied();
    }

    @Override
    public void close() {
        List.copyOf(running.keySet()).forEach(this::stop);
    }
}
