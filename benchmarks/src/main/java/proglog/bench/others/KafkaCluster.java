package proglog.bench.others;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartitionInfo;
import proglog.cli.FreePorts;

/// Three processes of Kafka, each a broker and a controller. For one thread only.
final class KafkaCluster implements AutoCloseable {

    private static final int NODES = 3;
    private static final String HOST = "127.0.0.1:";

    private final String version;
    private final List<Server> servers;
    private final String addresses;

    private KafkaCluster(String version, List<Server> servers, String addresses) {
        this.version = version;
        this.servers = servers;
        this.addresses = addresses;
    }

    /// Starts a cluster of these programs in a new `directory`; returns when all of it is there.
    static KafkaCluster start(KafkaPrograms programs, Path directory)
            throws IOException, InterruptedException {
        List<Integer> ports = FreePorts.row(2 * NODES);
        String addresses = addresses(ports.subList(0, NODES));
        List<Server> servers = new ArrayList<>();
        KafkaCluster cluster = new KafkaCluster(programs.version(), servers, addresses);
        try {
            List<Path> homes = new ArrayList<>();
            for (int node = 0; node < NODES; node++) {
                homes.add(home(directory, ports, node));
            }
            programs.format(homes);
            for (Path home : homes) {
                servers.add(programs.start(home));
            }
            cluster.await();
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private static String addresses(List<Integer> ports) {
        return ports.stream().map(port -> HOST + port).collect(Collectors.joining(","));
    }

    private static Path home(Path directory, List<Integer> ports, int node) throws IOException {
        Path home = Files.createDirectories(directory.resolve("kafka-" + node)).toAbsolutePath();
        String controllers =
                IntStream.range(0, NODES)
                        .mapToObj(each -> each + "@" + HOST + ports.get(NODES + each))
                        .collect(Collectors.joining(","));
        Files.writeString(
                home.resolve(KafkaPrograms.SETTINGS),
                """
                process.roles=broker,controller
                node.id=%d
                controller.quorum.voters=%s
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://%s,CONTROLLER://%s
                log.dirs=%s
                auto.create.topics.enable=false
                """
                        .formatted(
                                node,
                                controllers,
                                HOST + ports.get(node),
                                HOST + ports.get(NODES + node),
                                home.resolve("data")));
        return home;
    }

    private void await() throws IOException, InterruptedException {
        try (Admin admin = admin()) {
            Waiting.until(
                    "three brokers of Kafka",
                    () -> {
                        requireAlive();
                        return admin.describeCluster().nodes().get().size() == NODES;
                    });
        }
    }

    private void requireAlive() throws IOException {
        for (Server each : servers) {
            each.requireAlive();
        }
    }

    Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, addresses));
    }

    /// Creates a topic of one partition on all three nodes.
    void createTopic(String topic, Map<String, String> settings)
            throws IOException, InterruptedException {
        NewTopic created = new NewTopic(topic, 1, (short) NODES).configs(settings);
        try (Admin admin = admin()) {
            admin.createTopics(List.of(created)).all().get();
            awaitInSync(topic);
        } catch (ExecutionException failure) {
            throw new IOException("no topic " + topic, failure.getCause());
        }
    }

    /// Waits until all three nodes have everything of `topic`.
    void awaitInSync(String topic) throws IOException, InterruptedException {
        try (Admin admin = admin()) {
            Waiting.until(
                    topic + " in sync on three nodes",
                    () -> partition(admin, topic).isr().size() == NODES);
        }
    }

    private static TopicPartitionInfo partition(Admin admin, String topic)
            throws InterruptedException, ExecutionException {
        return admin.describeTopics(List.of(topic)).topicNameValues().values().stream()
                .findFirst()
                .orElseThrow()
                .get()
                .partitions()
                .getFirst();
    }

    /// The process that leads `topic`.
    Server leader(String topic) throws IOException, InterruptedException {
        try (Admin admin = admin()) {
            return servers.get(partition(admin, topic).leader().id());
        } catch (ExecutionException failure) {
            throw new IOException("nobody knows who leads " + topic, failure.getCause());
        }
    }

    String version() {
        return version;
    }

    String addresses() {
        return addresses;
    }

    List<Server> servers() {
        return servers;
    }

    @Override
    public void close() {
        servers.forEach(Server::close);
    }
}
