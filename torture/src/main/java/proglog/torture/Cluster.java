package proglog.torture;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine;
import proglog.security.CertsCommand;

/// The nodes and what they stand on. For one thread only.
final class Cluster implements AutoCloseable {

    private static final int PORT = 8400;
    private static final int DISK_MEBIBYTES = 1024;

    private final Path certificates;
    private final Optional<Network> network;
    private final List<Node> nodes = new ArrayList<>();

    private Cluster(Path certificates, Optional<Network> network) {
        this.certificates = certificates;
        this.network = network;
    }

    /// Prepares the nodes and a spare one, the last; none is started.
    static Cluster prepare(Settings settings, Path directory, Machine machine) throws IOException {
        int count = settings.nodes() + 1;
        Optional<Network> network =
                machine.can(FaultKind.Need.NETWORK)
                        ? Optional.of(Network.open(count))
                        : Optional.empty();
        Cluster cluster = new Cluster(directory.resolve("certs"), network);
        try {
            cluster.prepareNodes(settings, directory, machine, count);
            return cluster;
        } catch (IOException | RuntimeException failure) {
            cluster.close();
            throw failure;
        }
    }

    private void prepareNodes(Settings settings, Path directory, Machine machine, int count)
            throws IOException {
        List<String> hosts = IntStream.rangeClosed(1, count).mapToObj(this::host).toList();
        makeCertificates(hosts);
        Program program =
                new ClusterProgram(
                        settings.main(),
                        certificates,
                        settings.accessList(),
                        settings.engine(),
                        hosts);
        Optional<Path> library =
                machine.can(FaultKind.Need.SHIM)
                        ? Optional.of(Shim.compile(directory))
                        : Optional.empty();
        for (int number = 1; number <= count; number++) {
            Path own = Files.createDirectories(directory.resolve("n" + number));
            Optional<Shim> shim =
                    library.isPresent()
                            ? Optional.of(Shim.open(library.get(), own.resolve("control")))
                            : Optional.empty();
            nodes.add(Node.of(place(number, own), disk(own, machine), shim, program));
        }
    }

    // On loopback, each node has an address of its own as well.
    private String host(int number) {
        long process = ProcessHandle.current().pid();
        return network.map(real -> real.address(number))
                .orElse(
                        "127.%d.%d.%d"
                                .formatted(process / 250 % 250 + 1, process % 250 + 1, number));
    }

    private void makeCertificates(List<String> hosts) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--dir", certificates.toString()));
        hosts.forEach(host -> arguments.addAll(List.of("--host", host)));
        CommandLine command = CertsCommand.commandLine();
        StringWriter said = new StringWriter();
        command.setOut(new PrintWriter(said));
        command.setErr(new PrintWriter(said, true));
        if (command.execute(arguments.toArray(String[]::new)) != 0) {
            throw new IOException(said.toString().strip());
        }
    }

    private Node.Place place(int number, Path own) {
        List<String> inside = network.map(real -> real.inside(number)).orElse(List.of());
        return new Node.Place(number, host(number), PORT, inside, own.resolve("said.log"));
    }

    private static Disk disk(Path own, Machine machine) throws IOException {
        return machine.can(FaultKind.Need.DISK)
                ? MountedDisk.open(own, DISK_MEBIBYTES)
                : new Disk.Folder(Files.createDirectories(own.resolve("data")));
    }

    /// Those that are there when nobody joins.
    List<Node> voters() {
        return nodes.subList(0, nodes.size() - 1);
    }

    /// The one that joins and leaves.
    Node spare() {
        return nodes.getLast();
    }

    /// All of them.
    List<Node> all() {
        return List.copyOf(nodes);
    }

    /// The network between them.
    Network network() {
        return network.orElseThrow(() -> new IllegalStateException("the nodes share one network"));
    }

    /// Where the certificates are.
    Path certificates() {
        return certificates;
    }

    /// Kills the nodes, and takes down what they stood on.
    @Override
    public void close() {
        try {
            for (Node node : nodes) {
                node.kill();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        for (Node node : nodes) {
            try {
                node.disk().close();
            } catch (IOException failure) {
                System.err.println("proglog torture: " + failure.getMessage());
            }
        }
        network.ifPresent(Network::close);
    }
}
