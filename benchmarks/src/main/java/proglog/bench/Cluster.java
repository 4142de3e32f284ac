package proglog.bench;

import io.grpc.ChannelCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import proglog.consensus.Main;
import proglog.v1.LogGrpc;

/// Three nodes on this machine, each a process, that keep one log together. For one thread only.
final class Cluster implements AutoCloseable {

    static final int NODES = 3;

    // Whoever has the certificate of root may do everything.
    private static final String MODEL =
            """
            [request_definition]
            r = sub, obj, act
            [policy_definition]
            p = sub, obj, act
            [policy_effect]
            e = some(where (p.eft == allow))
            [matchers]
            m = r.sub == p.sub && r.obj == p.obj && r.act == p.act
            """;
    private static final String POLICY =
            """
            p, root, *, produce
            p, root, *, consume
            p, root, *, inspect
            """;

    private final LoopbackTls tls;
    private final List<Node> nodes;

    private Cluster(LoopbackTls tls, List<Node> nodes) {
        this.tls = tls;
        this.nodes = nodes;
    }

    /// Starts a cluster in a new `directory`, with these options beside those it needs; returns
    /// when all its nodes have a vote and can be written to.
    static Cluster start(Path directory, List<String> options)
            throws IOException, InterruptedException {
        return start(directory, Main.class, options);
    }

    /// The same of nodes that run another chapter's `main`.
    static Cluster start(Path directory, Class<?> main, List<String> options)
            throws IOException, InterruptedException {
        writeAccessList(Files.createDirectories(directory));
        LoopbackTls tls = LoopbackTls.create(directory.resolve("certs"));
        Cluster cluster = new Cluster(tls, new ArrayList<>());
        try {
            List<Ports> ports = Ports.free(NODES);
            for (int number = 0; number < NODES; number++) {
                cluster.nodes.add(node(directory, main, tls, ports, number, options));
            }
            cluster.awaitAll();
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /// Writes `model.conf` and `policy.csv`.
    static void writeAccessList(Path directory) throws IOException {
        Files.writeString(directory.resolve("model.conf"), MODEL);
        Files.writeString(directory.resolve("policy.csv"), POLICY);
    }

    private static Node node(
            Path directory,
            Class<?> main,
            LoopbackTls tls,
            List<Ports> ports,
            int number,
            List<String> options)
            throws IOException {
        String name = "node-" + number;
        Ports own = ports.get(number);
        List<String> all = new ArrayList<>();
        all.addAll(List.of("--node-name", name, "--cluster-id", "bench", "--bind", "127.0.0.1"));
        all.addAll(List.of("--port", text(own.rpc()), "--gossip-port", text(own.gossip())));
        all.addAll(List.of("--raft-port", text(own.raft()), "--admin-port", text(own.admin())));
        all.addAll(List.of("--data", directory.resolve(name).resolve("data").toString()));
        all.addAll(List.of("--certs", directory.resolve("certs").toString()));
        all.addAll(List.of("--acl-model", directory.resolve("model.conf").toString()));
        all.addAll(List.of("--acl-policy", directory.resolve("policy.csv").toString()));
        if (number == 0) {
            all.add("--bootstrap");
        } else {
            all.addAll(List.of("--join", "127.0.0.1:" + ports.getFirst().gossip()));
        }
        all.addAll(options);
        return Node.start(name, main, directory.resolve(name), own.rpc(), tls.client(), all);
    }

    private static String text(int port) {
        return String.valueOf(port);
    }

    private void awaitAll() throws IOException, InterruptedException {
        for (Node node : nodes) {
            Await.until(
                    node.name() + " knows all nodes",
                    Node.PATIENCE,
                    () -> node.isReady() && node.servers() == NODES);
        }
        append();
        awaitEqual();
    }

    private void append() throws IOException, InterruptedException {
        var _ = LogGrpc.newBlockingStub(leader().channel()).produce(Messages.one());
    }

    List<Node> nodes() {
        return nodes;
    }

    /// What a client of chapter 9 connects to, and its certificate.
    String target() {
        return nodes.stream()
                .map(node -> "127.0.0.1:" + node.port())
                .collect(Collectors.joining(",", "proglog:///", ""));
    }

    ChannelCredentials client() {
        return tls.client();
    }

    /// Waits for a node that leads.
    Node leader() throws IOException, InterruptedException {
        List<Node> found = new ArrayList<>();
        Await.until(
                "a node that leads",
                Node.PATIENCE,
                () -> {
                    for (Node node : nodes) {
                        if (node.process().isAlive() && node.leads()) {
                            found.add(node);
                            return true;
                        }
                    }
                    return false;
                });
        return found.getFirst();
    }

    /// The nodes that do not lead.
    List<Node> followers() throws IOException, InterruptedException {
        Node leader = leader();
        return nodes.stream().filter(node -> !node.equals(leader)).toList();
    }

    /// Waits until every node has all records.
    void awaitEqual() throws IOException, InterruptedException {
        long next = leader().next();
        for (Node node : nodes) {
            Await.until(
                    node.name() + " has all records",
                    Node.PATIENCE,
                    () -> node.isReady() && node.next() >= next);
        }
    }

    /// The most memory that any of the nodes has had resident.
    double peakResidentMiB() throws IOException {
        double most = 0;
        for (Node node : nodes) {
            most = Math.max(most, node.process().peakResidentMiB());
        }
        return most;
    }

    @Override
    public void close() {
        nodes.forEach(Node::close);
        tls.close();
    }
}
