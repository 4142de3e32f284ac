package proglog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is refused, and what is said, without a node that runs.
final class LocalCommandsTest {

    @TempDir private Path folder;
    private Cli cli;

    @BeforeEach
    void begin() throws IOException {
        cli = Cli.in(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "kill 0", "start 0", "logs 0"})
    void sayHowToMakeAClusterWhenThereIsNone(String command) {
        assertThat(cli.run(command.split(" ")))
                .isEqualTo(ended(1, "no cluster in %s; ./proglog up makes one".formatted(folder)));
    }

    @ParameterizedTest
    @CsvSource({"kill,3", "start,-1", "logs,node-3", "kill,''"})
    void nameTheNodesThereAre(String command, String node) throws IOException {
        cli.directory().write(new ClusterPlan(3, 9400));

        assertThat(cli.run(command, node))
                .isEqualTo(ended(2, "no node '%s'; there are 0 to 2".formatted(node)));
    }

    @Test
    void doNotKillWhatDoesNotRun() throws IOException {
        cli.directory().write(new ClusterPlan(3, 9400));

        assertThat(cli.run("kill", "1")).isEqualTo(ended(1, "node-1 is not running"));
    }

    @ParameterizedTest
    @CsvSource({
        "0,'a local cluster has 1 to 9 nodes, not 0'",
        "10,'a local cluster has 1 to 9 nodes, not 10'"
    })
    void refuseNumbersThatMakeNoSense(String nodes, String reason) {
        assertThat(cli.run("up", nodes)).isEqualTo(ended(2, reason));
    }

    @ParameterizedTest
    @CsvSource({"--from,7", "--since,2026-11-20T08:00:00Z"})
    void beginAtOnePlaceOnly(String option, String place) {
        assertThat(
                        cli.run(
                                "consume",
                                "--addr=proglog:///127.0.0.1:1",
                                "--name=billing",
                                option,
                                place))
                .isEqualTo(
                        ended(
                                2,
                                "--name says where to begin, and so does --from or --since: give"
                                        + " one of them"));
    }

    @Test
    void doNotForgetAClusterBecauseOfANumber() throws IOException {
        cli.directory().write(new ClusterPlan(3, cli.port()));

        assertThat(cli.run("up", "1"))
                .isEqualTo(
                        ended(
                                2,
                                "%s has a cluster of 3 nodes from port %d on, and 1 are fewer; ./proglog down --delete forgets it"
                                        .formatted(folder, cli.port())));
    }

    @Test
    void startNothingWhenAPortIsTaken() throws IOException {
        int port = cli.port() + 12;
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            Cli.Ended up = cli.run("up");

            assertThat(up.exitCode()).isEqualTo(1);
            assertThat(up.printed())
                    .startsWith("proglog: port %d, for Raft of node-1, is taken: ".formatted(port))
                    .hasLineCount(1);
        }
        assertThat(RunningNode.among(cli.directory().nodes())).isEmpty();
    }

    @Test
    void printTheLastLinesOfANode() throws IOException {
        cli.directory().write(new ClusterPlan(3, 9400));
        LocalNode node = cli.directory().nodes().get(1);
        Files.createDirectories(node.folder());
        Files.writeString(node.log(), "one\ntwo\nthree\n");

        assertThat(cli.run("logs", "1").printed()).isEqualTo("one\ntwo\nthree\n");
        assertThat(cli.run("logs", "1", "-n", "2").printed()).isEqualTo("two\nthree\n");
        assertThat(cli.run("logs", "1", "-n", "0").printed()).isEmpty();
    }

    @Test
    void haveNothingToDoWhenAllIsDown() {
        assertThat(cli.run("down"))
                .extracting(Cli.Ended::exitCode, Cli.Ended::printed)
                .containsExactly(0, "no node was running; data stays in %s\n".formatted(folder));
    }

    private static Cli.Ended ended(int exitCode, String reason) {
        return new Cli.Ended(exitCode, "proglog: " + reason + "\n", "");
    }
}
