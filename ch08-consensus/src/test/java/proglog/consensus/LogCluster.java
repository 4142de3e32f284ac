package proglog.consensus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import proglog.Background;
import proglog.Batch;
import proglog.Bytes;
import proglog.Deadline;
import proglog.FreePorts;
import proglog.OffsetRange;
import proglog.ProducerSequence;

/// The nodes of one log in one process, over mutual TLS on the loopback address. For one thread
/// only.
final class LogCluster implements AutoCloseable {

    private static final long MIB = 1024 * 1024;

    private final Path folder;
    private final TestCertificates certificates;
    private final TestCluster.Engines engines;
    private final InstantSource clock;
    private final UnaryOperator<ConsensusConfig> settings;
    private final Map<String, ClusterNode> known = new TreeMap<>();
    private final Map<String, LogNode> running = new TreeMap<>();
    private List<ClusterNode> founders = List.of();
    private long sequence;

    private LogCluster(
            Path folder,
            TestCertificates certificates,
            TestCluster.Engines engines,
            InstantSource clock,
            UnaryOperator<ConsensusConfig> settings) {
        this.folder = folder;
        this.certificates = certificates;
        this.engines = engines;
        this.clock = clock;
        this.settings = settings;
    }

    /// A cluster below `folder` of nodes of these names, which begins.
    static LogCluster start(
            Path folder,
            TestCertificates certificates,
            TestCluster.Engines engines,
            InstantSource clock,
            UnaryOperator<ConsensusConfig> settings,
            String... names) {
        LogCluster cluster = new LogCluster(folder, certificates, engines, clock, settings);
        try {
            cluster.founders = List.of(names).stream().map(cluster::place).toList();
            cluster.founders.forEach(node -> cluster.start(node.name()));
            cluster.leader();
            return cluster;
        } catch (RuntimeException | Error failure) {
            cluster.close();
            throw failure;
        }
    }

    private ClusterNode place(String name) {
        ClusterNode node = new ClusterNode(name, "127.0.0.1:" + FreePorts.any(), name + ":1");
        known.put(name, node);
        return node;
    }

    /// Starts the node of this name, for the first time or again.
    LogNode start(String name) {
        ClusterNode node = known.containsKey(name) ? known.get(name) : place(name);
        ConsensusConfig consensus =
                settings.apply(
                        ConsensusConfig.of(node, directory(name))
                                .withFounders(founders.contains(node) ? founders : List.of())
                                .withElectionTimeout(Duration.ofMillis(300))
                                .withFiles(4 * MIB, 256 * MIB));
        ReplicatedLogConfig config =
                ReplicatedLogConfig.of(node, directory(name))
                        .withClock(clock)
                        .withPatience(Duration.ofSeconds(60));
        try {
            PeerNetwork network = certificates.network("ours");
            try {
                LogNode started = LogNode.start(consensus, config, network, engines);
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

    Path directory(String name) {
        return folder.resolve("node-" + name);
    }

    /// Starts the node of this name and gives it a vote.
    LogNode join(String name) {
        LogNode node = start(name);
        changing(leader -> leader.consensus().addVoter(node.node()));
        return node;
    }

    /// Takes the vote from the node of this name; it goes on.
    void dismiss(String name) {
        changing(leader -> leader.consensus().removeVoter(name));
    }

    private void changing(Function<LogNode, CompletableFuture<Void>> change) {
        Background.until(
                () -> change.apply(leader()).handle((_, failure) -> failure == null).join());
    }

    /// Stops the node of this name, which says no word to the others.
    void stop(String name) {
        LogNode node = running.remove(name);
        if (node != null) {
            node.close();
        }
    }

    LogNode node(String name) {
        return Objects.requireNonNull(running.get(name));
    }

    List<LogNode> nodes() {
        return new ArrayList<>(running.values());
    }

    /// Waits until a running node may answer for the cluster.
    LogNode leader() {
        Background.until(() -> nodes().stream().anyMatch(LogNode::leads));
        return nodes().stream().filter(LogNode::leads).findAny().orElseGet(this::leader);
    }

    /// A running node that does not lead.
    LogNode follower() {
        LogNode leader = leader();
        return nodes().stream().filter(node -> !node.equals(leader)).findFirst().orElseThrow();
    }

    /// Has `node` append `values`, by a name, so that a change of leader does not matter.
    OffsetRange append(LogNode node, Bytes... values) {
        ProducerSequence next = new ProducerSequence(1_000, ++sequence);
        Deadline deadline = Deadline.after(Duration.ofSeconds(60));
        return node.log().append(new Batch(List.of(values), next), deadline);
    }

    /// Waits until all running nodes show the records below `next`.
    void awaitAll(long next) {
        for (LogNode node : nodes()) {
            Background.until(() -> node.log().offsets().next() >= next);
        }
    }

    @Override
    public void close() {
        List.copyOf(running.keySet()).forEach(this::stop);
    }
}
