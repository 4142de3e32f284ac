package proglog.torture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A network for the nodes: a namespace each, joined by a bridge that has one of its own, too; this
/// process is on it, too. For one thread only.
///
/// Nothing is filtered. Who must not reach a node gets a wrong hardware address for it, so its
/// packets leave and arrive nowhere, as they would behind a cut cable.
final class Network implements AutoCloseable {

    private static final String NOBODY = "02:de:ad:00:00:01";
    private static final int HARNESS = 254;

    private final String prefix;
    private final String subnet;
    private final List<String> namespaces = new ArrayList<>();
    private final Set<Cut> cuts = new HashSet<>();
    private final Thread lastResort = new Thread(this::tearDown);
    private boolean isJoined; // this process is on it

    private Network(String prefix, String subnet) {
        this.prefix = prefix;
        this.subnet = subnet;
    }

    /// What one node sends to another does not arrive.
    private record Cut(int from, int to) {}

    /// Makes it for so many nodes, which are numbered from 1.
    static Network open(int nodes) throws IOException {
        int id = (int) (ProcessHandle.current().pid() % 250);
        int block = (int) (ProcessHandle.current().pid() / 250 % 50) + 200;
        Network network =
                new Network("pgt%d-%d".formatted(block, id), "10.%d.%d.".formatted(block, id));
        Runtime.getRuntime().addShutdownHook(network.lastResort);
        try {
            network.build(nodes);
            return network;
        } catch (IOException failure) {
            network.close();
            throw failure;
        }
    }

    private void build(int nodes) throws IOException {
        String bridge = namespace("sw");
        ip("-n", bridge, "link", "add", "br0", "type", "bridge");
        ip("-n", bridge, "link", "set", "br0", "up");
        String here = prefix + "h"; // an interface's name has 15 letters at most
        ip("link", "add", here, "type", "veth", "peer", "name", "here", "netns", bridge);
        isJoined = true;
        ip("addr", "add", subnet + HARNESS + "/24", "dev", here);
        ip("link", "set", here, "up");
        ip("-n", bridge, "link", "set", "here", "master", "br0", "up");
        for (int node = 1; node <= nodes; node++) {
            attach(node, bridge);
        }
    }

    private void attach(int node, String bridge) throws IOException {
        String own = namespace("n" + node);
        String port = "p" + node;
        ip(
                "link", "add", "eth0", "netns", own, "type", "veth", "peer", "name", port, "netns",
                bridge);
        ip("-n", own, "addr", "add", address(node) + "/24", "dev", "eth0");
        ip("-n", own, "link", "set", "eth0", "up");
        ip("-n", own, "link", "set", "lo", "up");
        ip("-n", bridge, "link", "set", port, "master", "br0", "up");
    }

    private String namespace(String name) throws IOException {
        String full = prefix + name;
        ip("netns", "add", full);
        namespaces.add(full);
        return full;
    }

    /// The address of a node.
    String address(int node) {
        return subnet + node;
    }

    /// What a command begins with that is to run as that node.
    List<String> inside(int node) {
        return List.of("nsenter", "--net=/run/netns/" + prefix + "n" + node);
    }

    /// What `from` sends to `to` does not arrive any more.
    void cut(int from, int to) throws IOException {
        if (cuts.add(new Cut(from, to))) {
            neighbour(from, "replace", address(to), "lladdr", NOBODY, "nud", "permanent");
        }
    }

    /// Everybody reaches everybody again.
    void heal() throws IOException {
        for (Cut cut : Set.copyOf(cuts)) {
            neighbour(cut.from(), "del", address(cut.to()));
            cuts.remove(cut);
        }
    }

    private void neighbour(int node, String verb, String address, String... rest)
            throws IOException {
        List<String> words =
                new ArrayList<>(List.of("-n", prefix + "n" + node, "neigh", verb, address));
        words.addAll(List.of(rest));
        words.addAll(List.of("dev", "eth0"));
        ip(words.toArray(String[]::new));
    }

    private static void ip(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(words));
        Tool.run(command.toArray(String[]::new));
    }

    /// Takes it down; what still runs in it has no network then.
    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(lastResort);
        tearDown();
    }

    private void tearDown() {
        if (isJoined) { // a namespace takes its ends of cables with it, but only after a while
            tryIp("link", "delete", prefix + "h");
            isJoined = false;
        }
        namespaces.forEach(namespace -> tryIp("netns", "delete", namespace));
        namespaces.clear();
    }

    private static void tryIp(String... words) {
        try {
            ip(words);
        } catch (IOException failure) {
            System.err.println("proglog torture: " + failure.getMessage());
        }
    }
}
