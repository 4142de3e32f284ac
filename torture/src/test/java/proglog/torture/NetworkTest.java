package proglog.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Cables that are cut and mended, seen by who reaches whom.
final class NetworkTest {

    private static final int PORT = 8400;

    private Network network;
    private final List<Process> servers = new ArrayList<>();

    @BeforeEach
    void build() throws IOException {
        RealMachine.require();
        network = Network.open(3);
        for (int node = 1; node <= 3; node++) {
            serve(node);
        }
    }

    @AfterEach
    void takeDown() {
        servers.forEach(Process::destroyForcibly);
        if (network != null) {
            network.close();
        }
    }

    @Test
    void letsEverybodyReachEverybody() throws Exception {
        for (int from = 0; from <= 3; from++) {
            for (int to = 1; to <= 3; to++) {
                assertThat(reaches(from, to)).as("%d reaches %d", from, to).isTrue();
            }
        }
    }

    @Test
    void cutsInBothDirectionsOfAConnectionAndHeals() throws Exception {
        network.cut(1, 2);

        assertThat(reaches(1, 2)).isFalse();
        assertThat(reaches(2, 1)).as("the answers are cut off, too").isFalse();
        assertThat(reaches(1, 3)).isTrue();
        assertThat(reaches(3, 2)).isTrue();
        assertThat(reaches(0, 1)).as("clients reach it").isTrue();

        network.heal();
        assertThat(reaches(1, 2)).isTrue();
        assertThat(reaches(2, 1)).isTrue();
    }

    @Test
    void healsWhatWasCutTwice() throws Exception {
        network.cut(1, 2);
        network.cut(1, 2);
        network.cut(2, 1);

        network.heal();
        network.heal();

        assertThat(reaches(1, 2)).isTrue();
    }

    @Test
    void leavesNothingBehind() throws Exception {
        String name = network.inside(1).getLast().replaceFirst("n1$", "");

        network.close();

        assertThat(new ProcessBuilder("ls", "/run/netns").start().inputReader().lines())
                .noneMatch(namespace -> name.endsWith("/" + namespace));
    }

    // The JDK's own server of files.
    private void serve(int node) throws IOException {
        List<String> command = new ArrayList<>(network.inside(node));
        command.addAll(
                List.of(
                        System.getProperty("java.home") + "/bin/jwebserver",
                        "-b",
                        network.address(node),
                        "-p",
                        String.valueOf(PORT),
                        "-d",
                        "/proc/self/task"));
        Process server = new ProcessBuilder(command).redirectErrorStream(true).start();
        servers.add(server);
        assertThat(server.inputReader().readLine()).isNotNull();
        assertThat(server.inputReader().readLine()).contains(network.address(node));
    }

    // From a node, or from here if that is 0.
    private boolean reaches(int from, int to) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(from == 0 ? List.of() : network.inside(from));
        command.addAll(
                List.of(
                        "timeout",
                        "1.5",
                        "bash",
                        "-c",
                        "exec 3<>/dev/tcp/%s/%d".formatted(network.address(to), PORT)));
        return new ProcessBuilder(command).start().waitFor() == 0;
    }
}
