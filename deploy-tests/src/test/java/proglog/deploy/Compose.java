package proglog.deploy;

import io.grpc.ChannelCredentials;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The cluster of the Compose file, run by `docker compose`, or by the older `docker-compose` where
/// there is none. For one thread only, but for [#places].
///
/// @param command which of them
/// @param environment what the file asks for
/// @param ports where the engine puts the nodes
record Compose(List<String> command, Map<String, String> environment, List<Integer> ports)
        implements AutoCloseable {

    private static final List<List<String>> PROGRAMS =
            List.of(List.of("docker", "compose"), List.of("docker-compose"));

    /// The program that there is.
    static Optional<List<String>> program() {
        return PROGRAMS.stream()
                .filter(program ->
                        Program.tryToRun(with(program, "version"), Map.of()).exitCode() == 0)
                .findFirst();
    }

    private static List<String> with(List<String> program, String... words) {
        return Stream.concat(program.stream(), Stream.of(words)).toList();
    }

    /// Starts the nodes, with these `certificates` and at these ports of this machine.
    static Compose up(List<String> program, Certificates certificates, List<Integer> ports) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PROGLOG_IMAGE", ProglogImage.name());
        environment.put("PROGLOG_CERTS", certificates.readable().toString());
        environment.put("COMPOSE_PROJECT_NAME", "proglog" + ports.getFirst());
        for (int node = 0; node < ports.size(); node++) {
            environment.put("PROGLOG_PORT_" + node, ports.get(node).toString());
        }
        String file = Repository.CHAPTER.resolve("compose.yaml").toString();
        Compose compose = new Compose(with(program, "-f", file), environment, ports);
        try {
            compose.run("up", "-d");
            return compose;
        } catch (AssertionError failure) {
            compose.close();
            throw failure;
        }
    }

    /// Runs a command of it, which must succeed.
    String run(String... words) {
        return Program.run(with(command, words), environment);
    }

    /// Where the nodes are.
    List<Place> places(ChannelCredentials credentials) {
        List<Place> places = new ArrayList<>();
        ports.forEach(port -> places.add(new Place("127.0.0.1", port, credentials)));
        return places;
    }

    /// Stops the nodes, and deletes what they had.
    @Override
    public void close() {
        run("down", "--volumes");
    }
}
