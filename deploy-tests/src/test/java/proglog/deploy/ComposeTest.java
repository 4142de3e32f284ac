package proglog.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grpc.ChannelCredentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.v1.Server;

/// The Compose file, as its first lines say that it is used.
@NeedsEngine
final class ComposeTest {

    private static final int SOME = 30;
    private static final List<String> NODES = List.of("node-0", "node-1", "node-2");

    @Test
    void runsThreeNodesOfWhichOneMayDie(@TempDir Path scratch)
            throws IOException, InterruptedException {
        Optional<List<String>> program = Compose.program();
        assumeTrue(
                program.isPresent() || "true".equals(System.getenv("REQUIRE_DOCKER")),
                "needs docker compose, or docker-compose");
        Certificates certificates = Certificates.make(scratch.resolve("certs"), NODES);
        ChannelCredentials root = certificates.root();

        try (Compose compose = Compose.up(program.orElseThrow(), certificates, freePorts())) {
            List<Place> places = compose.places(root);
            awaitWhole(places);
            try (Load load = Load.start(() -> places)) {
                load.awaitMore(SOME);

                compose.run("kill", leader(places));

                load.awaitMore(SOME);
                compose.run("up", "-d");
                awaitWhole(places);
                load.close();
                for (int node = 0; node < NODES.size(); node++) {
                    load.verify(NODES.get(node), places.get(node));
                }
            }
        }
    }

    private static void awaitWhole(List<Place> places) {
        Patience.until("three nodes with a vote")
                .until(() -> places.stream().allMatch(place -> isWhole(place.servers())));
    }

    private static boolean isWhole(List<Server> servers) {
        return servers.size() == NODES.size() && servers.stream().anyMatch(Server::getIsLeader);
    }

    private static String leader(List<Place> places) {
        return places.getFirst().servers().stream()
                .filter(Server::getIsLeader)
                .findAny()
                .orElseThrow()
                .getId();
    }

    // The file has ports of its own, which may be taken here.
    private static List<Integer> freePorts() throws IOException {
        List<ServerSocket> probes = new ArrayList<>();
        try {
            for (String _ : NODES) {
                probes.add(new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1")));
            }
            return probes.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket probe : probes) {
                probe.close();
            }
        }
    }
}
