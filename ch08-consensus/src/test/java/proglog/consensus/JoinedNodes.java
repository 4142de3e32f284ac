package proglog.consensus;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import proglog.Background;
import proglog.Batch;
import proglog.Bytes;
import proglog.Deadline;
import proglog.FreePorts;
import proglog.ProducerSequence;
import proglog.discovery.Member;
import proglog.discovery.MembershipConfig;
import proglog.observability.Telemetry;
import proglog.security.MutualTls;

/// Whole nodes in one process, that find each other by gossip; the first one may begin the cluster.
/// For one thread only.
final class JoinedNodes implements AutoCloseable {

    private static final String HERE = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final MutualTls peers;
    private final EngineKind engine;
    private final List<String> names;
    private final Map<String, Integer> ports = new TreeMap<>(); // for gossip; the next is Raft's
    private final Map<String, ReplicatedNode> running = new TreeMap<>();
    private long sequence;

    private JoinedNodes(Path folder, MutualTls peers, EngineKind engine, List<String> names) {
        this.folder = folder;
        this.peers = peers;
        this.engine = engine;
        this.names = names;
    }

    /// Nodes of these names, which are not started yet.
    static JoinedNodes in(Path folder, EngineKind engine, String... names) throws IOException {
        MutualTls peers = TestCertificates.make(folder.resolve("certs")).peer();
        JoinedNodes nodes = new JoinedNodes(folder, peers, engine, List.of(names));
        for (String name : names) {
            nodes.ports.put(name, FreePorts.row(2).getFirst());
        }
        return nodes;
    }

    private int port(String name) {
        return Objects.requireNonNull(ports.get(name));
    }

    private NodeConfig config(String name) {
        String raft = HERE + ":" + (port(name) + 1);
        ClusterNode self = new ClusterNode(name, raft, name + ":1");
        ConsensusConfig consensus =
                ConsensusConfig.of(self, folder.resolve(name))
                        .withElectionTimeout(Duration.ofMillis(300));
        MembershipConfig membership =
                MembershipConfig.of(name, HERE + ":" + port(name))
                        .withTags(Map.of(Member.RAFT, raft, Member.RPC, self.rpcAddress()))
                        .withJoin(
                                names.stream()
                                        .filter(other -> !other.equals(name))
                                        .map(other -> HERE + ":" + port(other))
                                        .toList());
        return new NodeConfig(
                "proglog",
                name.equals(names.getFirst()) ? consensus.withFounders(List.of(self)) : consensus,
                engine,
                membership,
                new InetSocketAddress(InetAddress.ofLiteral(HERE), port(name) + 1),
                false);
    }

    /// Starts these, for the first time or again, and the first one as if it never had been.
    void start(String... started) throws Exception {
        List<Background<ReplicatedNode>> starts = new ArrayList<>();
        for (String name : started) {
            starts.add(
                    Background.start(() ->
                            ReplicatedNode.join(
                                    config(name), peers, Telemetry.off(), _ -> List.of())));
        }
        for (int i = 0; i < started.length; i++) {
            running.put(started[i], starts.get(i).result());
        }
    }

    /// Stops this one, which says no word to the others.
    void stop(String name) {
        Objects.requireNonNull(running.remove(name)).close();
    }

    /// What this one, which is stopped, has kept is gone.
    void loseDisk(String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(name))) {
            for (Path file : files.toList().reversed()) {
                Files.delete(file);
            }
        }
    }

    boolean isAnyLeading() {
        return running.values().stream()
                .anyMatch(node -> node.log().consensus().leadership().isSelf());
    }

    /// Waits until these have a vote, and all know it.
    void awaitVoters(String... voters) {
        for (ReplicatedNode node : running.values()) {
            Background.until(() ->
                    node.log().consensus().nodes().stream()
                            .map(ClusterNode::name)
                            .toList()
                            .equals(List.of(voters)));
        }
    }

    /// Has `text` appended, by a name, so that a change of leader does not matter.
    void append(String text) {
        Batch batch = new Batch(List.of(Bytes.utf8(text)), new ProducerSequence(1_000, ++sequence));
        var _ =
                running.values().stream()
                        .findAny()
                        .orElseThrow()
                        .log()
                        .append(batch, Deadline.after(PATIENCE));
    }

    /// Waits until each running node has these records, and no other ones.
    void awaitAll(String... texts) {
        List<Bytes> expected = Stream.of(texts).map(Bytes::utf8).toList();
        for (ReplicatedNode node : running.values()) {
            Background.until(() -> node.log().offsets().next() == texts.length);
            List<Bytes> found =
                    LongStream.range(0, texts.length)
                            .mapToObj(offset -> node.log().read(offset).value())
                            .toList();
            if (!found.equals(expected)) {
                throw new AssertionError("expected %s, found %s".formatted(expected, found));
            }
        }
    }

    @Override
    public void close() {
        running.values().forEach(ReplicatedNode::close);
        peers.close();
    }
}
