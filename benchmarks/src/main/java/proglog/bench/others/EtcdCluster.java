package proglog.bench.others;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import proglog.cli.FreePorts;

/// Three processes of etcd. For one thread only.
final class EtcdCluster implements AutoCloseable {

    private static final int NODES = 3;
    private static final String URL = "http://127.0.0.1:";

    private final List<EtcdNode> nodes;
    private EtcdNode leader; // the one found last

    private EtcdCluster(List<EtcdNode> nodes) {
        this.nodes = nodes;
        this.leader = nodes.getFirst();
    }

    /// Starts a cluster in a new `directory`; returns when somebody leads it.
    static EtcdCluster start(Path program, Path directory)
            throws IOException, InterruptedException {
        List<Integer> ports = FreePorts.row(2 * NODES);
        String peers =
                IntStream.range(0, NODES)
                        .mapToObj(each -> "etcd-" + each + "=" + URL + ports.get(NODES + each))
                        .collect(Collectors.joining(","));
        List<EtcdNode> nodes = new ArrayList<>();
        try {
            for (int node = 0; node < NODES; node++) {
                Path home = directory.resolve("etcd-" + node);
                List<String> command =
                        command(program, node, peers, ports.get(node), ports.get(NODES + node));
                nodes.add(EtcdNode.connect(Server.start(command, home), ports.get(node)));
            }
            EtcdCluster cluster = new EtcdCluster(nodes);
            cluster.awaitAll();
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException e) {
            nodes.forEach(EtcdNode::close);
            throw e;
        }
    }

    private static List<String> command(
            Path program, int node, String peers, int clientPort, int peerPort) {
        return List.of(
                program.toString(),
                "--name=etcd-" + node,
                "--data-dir=data",
                "--listen-client-urls=" + URL + clientPort,
                "--advertise-client-urls=" + URL + clientPort,
                "--listen-peer-urls=" + URL + peerPort,
                "--initial-advertise-peer-urls=" + URL + peerPort,
                "--initial-cluster=" + peers,
                "--quota-backend-bytes=" + (8L << 30),
                "--log-level=error");
    }

    private void awaitAll() throws IOException, InterruptedException {
        for (EtcdNode node : nodes) {
            Waiting.until(
                    "all nodes of etcd",
                    () -> {
                        node.server().requireAlive();
                        return node.isUpToDate();
                    });
        }
        findLeader();
    }

    /// Waits for a node that leads.
    void findLeader() throws IOException, InterruptedException {
        Waiting.until(
                "a node of etcd that leads",
                () -> {
                    for (EtcdNode node : nodes) {
                        if (node.server().isAlive() && node.leads()) {
                            leader = node;
                            return true;
                        }
                    }
                    return false;
                });
    }

    /// The one that was found to lead last.
    EtcdNode leader() {
        return leader;
    }

    /// Starts what was killed; returns when all nodes have all writes.
    void restartKilled() throws IOException, InterruptedException {
        for (EtcdNode node : nodes) {
            if (!node.server().isAlive()) {
                node.server().restart();
            }
        }
        awaitAll();
    }

    List<Long> processes() {
        return nodes.stream().map(node -> node.server().id()).toList();
    }

    @Override
    public void close() {
        nodes.forEach(EtcdNode::close);
    }
}
