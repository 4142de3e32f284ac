package proglog.consensus.atomix;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import proglog.Background;
import proglog.CommitLogException;
import proglog.FreePorts;
import proglog.consensus.ClusterNode;
import proglog.consensus.ConsensusConfig;
import proglog.consensus.TestCertificates;

/// Nodes in one process, with real sockets and files. For one thread.
final class TestCluster implements AutoCloseable {

    private static final long MIB = 1024 * 1024;

    private final Path folder;
    private final TestCertificates certificates;
    private final List<ClusterNode> founders;
    private final Map<String, TestNode> running = new TreeMap<>();
    private final Function<Path, Disk> disks;
    private final UnaryOperator<Durability> repair;
    private long snapshotBytes = 1024 * MIB;

    private TestCluster(
            Path folder,
            List<ClusterNode> founders,
            Function<Path, Disk> disks,
            UnaryOperator<Durability> repair) {
        this.folder = folder;
        this.certificates = TestCertificates.make(folder.resolve("certs"));
        this.founders = founders;
        this.disks = disks;
        this.repair = repair;
    }

    /// A cluster of the nodes `names`, started.
    static TestCluster of(Path folder, String... names) throws Exception {
        return of(folder, _ -> Disk.local(), UnaryOperator.identity(), names);
    }

    static TestCluster of(
            Path folder,
            Function<Path, Disk> disks,
            UnaryOperator<Durability> repair,
            String... names)
            throws Exception {
        List<ClusterNode> founders = new ArrayList<>();
        for (String name : names) {
            founders.add(node(name));
        }
        TestCluster cluster = new TestCluster(folder, founders, disks, repair);
        for (String name : names) {
            cluster.start(name);
        }
        return cluster;
    }

    /// A node with an address of its own.
    static ClusterNode node(String name) throws IOException {
        String address = "127.0.0.1:" + FreePorts.any();
        return new ClusterNode(name, address, address);
    }

    void snapshotEvery(long bytes) {
        snapshotBytes = bytes;
    }

    Path directory(String name) {
        return folder.resolve(name);
    }

    /// Starts a founder (again).
    TestNode start(String name) throws IOException {
        ClusterNode node =
                founders.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
        return start(node, founders);
    }

    /// Starts a node that waits to be taken in.
    TestNode startNew(ClusterNode node) throws IOException {
        return start(node, List.of());
    }

    private TestNode start(ClusterNode node, List<ClusterNode> founders) throws IOException {
        Path directory = directory(node.name());
        ConsensusConfig config =
                ConsensusConfig.of(node, directory)
                        .withFounders(founders)
                        .withElectionTimeout(Duration.ofMillis(500))
                        .withFiles(2 * MIB, snapshotBytes);
        TestNode started = TestNode.start(config, certificates, disks.apply(directory), repair);
        running.put(node.name(), started);
        return started;
    }

    void stop(String name) {
        Objects.requireNonNull(running.remove(name)).close();
    }

    TestNode at(String name) {
        return Objects.requireNonNull(running.get(name));
    }

    List<TestNode> nodes() {
        return List.copyOf(running.values());
    }

    /// Waits for a leader.
    TestNode leader() {
        Background.until(() -> nodes().stream().anyMatch(TestNode::leads));
        return nodes().stream().filter(TestNode::leads).findFirst().orElseGet(this::leader);
    }

    TestNode follower() {
        TestNode leader = leader();
        return nodes().stream().filter(node -> !node.equals(leader)).findFirst().orElseThrow();
    }

    /// Has `word` applied by whoever leads, as often as that takes.
    void say(String word) throws InterruptedException {
        while (true) {
            try {
                leader().propose(word).get(20, TimeUnit.SECONDS);
                return;
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof CommitLogException)) {
                    throw new AssertionError(e);
                }
            } catch (TimeoutException e) {
                throw new AssertionError(e);
            }
        }
    }

    /// Waits until all nodes have `count` words, and returns them.
    List<String> agreed(int count) {
        Background.until(() -> nodes().stream().allMatch(node -> node.words().count() >= count));
        List<String> words = leader().words().words();
        for (TestNode node : nodes()) {
            if (!node.words().words().equals(words)) {
                throw new AssertionError(
                        node.node() + " has " + node.words().words() + ", the leader " + words);
            }
        }
        return words;
    }

    @Override
    public void close() {
        nodes().forEach(TestNode::close);
        running.clear();
    }
}
