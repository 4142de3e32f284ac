package proglog.deploy;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;
import proglog.v1.Server;

/// Three nodes in containers on a network of their own, each with a volume. For one thread only,
/// but for [#places].
final class BoxCluster implements AutoCloseable {

    private static final int NODES = 3;
    private static final int STOP_SECONDS = 15;

    private final Network network;
    private final Certificates certificates;
    private final List<Box> nodes = new ArrayList<>(); // replaced as a whole element, under this

    private BoxCluster(Network network, Certificates certificates) {
        this.network = network;
        this.certificates = certificates;
    }

    /// Starts them and waits until each knows all and one leads.
    static BoxCluster start(Path directory) {
        List<String> names = IntStream.range(0, NODES).mapToObj(BoxCluster::name).toList();
        BoxCluster cluster =
                new BoxCluster(
                        Network.newNetwork(), Certificates.make(directory.resolve("certs"), names));
        names.forEach(name -> cluster.nodes.add(Box.start(cluster.plan(name), cluster.network)));
        cluster.awaitWhole();
        return cluster;
    }

    private static String name(int index) {
        return "node-" + index;
    }

    private BoxPlan plan(String name) {
        return new BoxPlan(
                name,
                ProglogImage.name(),
                List.of("serve"),
                NodeSettings.of(name, name.equals(name(0)), name(0)),
                List.of(
                        Bind.parse(certificates.readable() + ":/etc/proglog/certs:ro"),
                        new Bind(volume(name), new Volume("/var/lib/proglog"))),
                List.of(name),
                BoxPlan.Rights.few());
    }

    private String volume(String name) {
        return network.getId().substring(0, 12) + "-" + name;
    }

    /// Where the nodes are that can be reached.
    List<Place> places() {
        return nodes().stream().flatMap(node -> place(node).stream()).toList();
    }

    Optional<Place> place(Box node) {
        return node.address().map(address -> new Place(address, certificates.root()));
    }

    synchronized List<Box> nodes() {
        return List.copyOf(nodes);
    }

    /// The node that leads, as one of `among` says it.
    Box leader(List<Box> among) {
        return Patience.until("a leader")
                .until(
                        () ->
                                among.stream()
                                        .flatMap(node -> servers(node).stream())
                                        .filter(Server::getIsLeader)
                                        .flatMap(server -> find(server.getId()).stream())
                                        .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }

    private List<Server> servers(Box node) {
        return place(node).map(Place::servers).orElse(List.of());
    }

    private synchronized List<Box> find(String name) {
        return nodes.stream().filter(node -> node.plan().name().equals(name)).toList();
    }

    /// Those that are not `node`.
    List<Box> others(Box node) {
        return nodes().stream().filter(other -> other != node).toList();
    }

    /// Waits until every node knows that three vote and one of them leads.
    void awaitWhole() {
        Patience.until("three nodes with a vote")
                .until(() -> nodes().stream().allMatch(node -> isWhole(servers(node))));
    }

    private static boolean isWhole(List<Server> servers) {
        return servers.size() == NODES && servers.stream().anyMatch(Server::getIsLeader);
    }

    /// Stops a node as an upgrade does, and starts one with another image on its volume.
    void replace(Box node, String image) {
        node.stop(STOP_SECONDS);
        synchronized (this) {
            node.close();
            nodes.set(nodes.indexOf(node), Box.start(node.plan().withImage(image), network));
        }
    }

    @Override
    public void close() {
        nodes().forEach(Box::close);
        nodes().forEach(node ->
                DockerClientFactory.instance()
                        .client()
                        .removeVolumeCmd(volume(node.plan().name()))
                        .exec());
        network.close();
    }
}
