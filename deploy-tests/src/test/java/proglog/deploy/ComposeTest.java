package proglog.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grpc.ChannelCredentials;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.cli.FreePorts;
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

        try (Compose compose =
                Compose.up(program.orElseThrow(), certificates, FreePorts.row(NODES.size()))) {
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
}
