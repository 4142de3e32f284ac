package proglog.bench.others;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.ClusterInfo;
import io.nats.client.api.Replica;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import proglog.cli.FreePorts;

/// Three processes of NATS with JetStream, and one stream on all of them. For one thread only.
final class NatsCluster implements AutoCloseable {

    static final String STREAM = "records";

    private static final int NODES = 3;
    private static final String HOST = "127.0.0.1:";

    private final List<Server> servers;
    private final List<Integer> ports;

    private NatsCluster(List<Server> servers, List<Integer> ports) {
        this.servers = servers;
        this.ports = ports;
    }

    /// Starts a cluster in a new `directory` with these settings of JetStream; returns when the
    /// stream is there.
    static NatsCluster start(Path program, Path directory, String settings)
            throws IOException, InterruptedException {
        List<Integer> ports = FreePorts.row(2 * NODES);
        String routes =
                ports.subList(NODES, 2 * NODES).stream()
                        .map(port -> "nats://" + HOST + port)
                        .collect(Collectors.joining(", "));
        NatsCluster cluster = new NatsCluster(new ArrayList<>(), ports.subList(0, NODES));
        try {
            for (int node = 0; node < NODES; node++) {
                Path home = Files.createDirectories(directory.resolve(name(node)));
                Files.writeString(
                        home.resolve("nats.conf"),
                        """
                        server_name: %s
                        listen: "%s"
                        jetstream { store_dir: "data", max_file_store: 64GB, %s }
                        cluster { name: compared, listen: "%s", routes: [%s] }
                        """
                                .formatted(
                                        name(node),
                                        HOST + ports.get(node),
                                        settings,
                                        HOST + ports.get(NODES + node),
                                        routes));
                cluster.servers.add(
                        Server.start(List.of(program.toString(), "--config", "nats.conf"), home));
            }
            cluster.createStream();
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private static String name(int node) {
        return "nats-" + node;
    }

    private void createStream() throws IOException, InterruptedException {
        StreamConfiguration stream =
                StreamConfiguration.builder()
                        .name(STREAM)
                        .subjects(STREAM)
                        .storageType(StorageType.File)
                        .replicas(NODES)
                        .build();
        for (Server each : servers) {
            Waiting.until(
                    "all nodes of NATS",
                    () -> {
                        each.requireAlive();
                        try (Connection one = connect(servers.indexOf(each))) {
                            return one.getStatus() == Connection.Status.CONNECTED;
                        }
                    });
        }
        try (Connection connection = connect(0)) {
            Waiting.until(
                    "a stream on three nodes of NATS",
                    () -> {
                        for (Server each : servers) {
                            each.requireAlive();
                        }
                        return connection.jetStreamManagement().addStream(stream) != null;
                    });
            awaitCurrent(connection);
        }
    }

    /// A client that asks `node` first, the others when that is gone.
    Connection connect(int node) throws IOException, InterruptedException {
        Options.Builder options =
                Options.builder()
                        .noRandomize()
                        .maxReconnects(-1)
                        .reconnectWait(Duration.ofMillis(10))
                        .reconnectJitter(Duration.ofMillis(1))
                        .connectionTimeout(Duration.ofSeconds(2))
                        .errorListener(new Unheard());
        for (int i = 0; i < NODES; i++) {
            options.server("nats://" + HOST + ports.get((node + i) % NODES));
        }
        return Nats.connect(options.build());
    }

    /// Waits until all nodes have all of the stream.
    void awaitCurrent(Connection connection) throws IOException, InterruptedException {
        JetStreamManagement management = connection.jetStreamManagement();
        Waiting.until(
                "all of the stream on three nodes of NATS",
                () -> {
                    ClusterInfo cluster = management.getStreamInfo(STREAM).getClusterInfo();
                    return cluster.getLeader() != null
                            && cluster.getReplicas().size() == NODES - 1
                            && cluster.getReplicas().stream().allMatch(Replica::isCurrent);
                });
    }

    /// The number of the node that leads the stream.
    int leader(Connection connection) throws IOException {
        try {
            String leader =
                    connection
                            .jetStreamManagement()
                            .getStreamInfo(STREAM)
                            .getClusterInfo()
                            .getLeader();
            return Integer.parseInt(leader.substring(leader.indexOf('-') + 1));
        } catch (JetStreamApiException failure) {
            throw new IOException("nobody knows who leads the stream", failure);
        }
    }

    List<Server> servers() {
        return servers;
    }

    @Override
    public void close() {
        servers.forEach(Server::close);
    }
}
