package proglog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;

/// Real processes, each with everything in it.
final class LocalClusterTest {

    private static final int BYTES = 8 * 1024 * 1024;
    private static final long SEED = 10;

    @TempDir private Path folder;

    @Test
    @Timeout(300)
    void givesBackWhatItWasGivenAlthoughItsLeaderIsKilled()
            throws IOException, InterruptedException {
        try (Cli cli = Cli.in(folder)) {
            assertThat(cli.run("up"))
                    .satisfies(up -> assertThat(up.exitCode()).as(up.printed()).isZero())
                    .satisfies(up -> assertThat(up.printed()).startsWith("3 nodes are up; node-"));
            List<RunningNode> nodes = RunningNode.among(cli.directory().nodes());
            assertThat(nodes).hasSize(3);
            assertThat(cli.run("up").printed()).startsWith("3 nodes are up already\n");

            byte[] text = lines();
            LocalNode killed;
            try (PipedOutputStream into = new PipedOutputStream();
                    PipedInputStream in = new PipedInputStream(into, 1024 * 1024);
                    var produced =
                            Background.start(() -> cli.run(in, "produce", "--output", "ranges"))) {
                into.write(text, 0, BYTES / 2);
                killed = leaderWithRecords(cli);
                assertThat(cli.run("kill", killed.name()).exitCode()).isZero();
                into.write(text, BYTES / 2, BYTES / 2);
                into.close();
                assertThat(produced.result().printed()).matches("\\[0, \\d+\\)\n");
            }
            String consumed = cli.run("consume").records();
            assertThat(Arrays.equals(consumed.getBytes(StandardCharsets.ISO_8859_1), text))
                    .as("the same")
                    .isTrue();

            assertThat(cli.run("status")).extracting(Cli.Ended::exitCode).isEqualTo(1);
            assertThat(cli.run("start", killed.name()).exitCode()).isZero();
            Background.until(() -> cli.run("status").exitCode() == 0);

            nodes = RunningNode.among(cli.directory().nodes());
            assertThat(cli.run("down").exitCode()).isZero();
            assertThat(nodes).hasSize(3).noneMatch(node -> node.process().isAlive());
            assertThat(RunningNode.among(cli.directory().nodes())).isEmpty();
        }
        assertThat(folder.toFile().list()).containsExactly("lock");
    }

    private static LocalNode leaderWithRecords(Cli cli) throws IOException {
        List<LocalNode> nodes = cli.directory().nodes();
        Background.until(() -> nodes.stream().anyMatch(LocalClusterTest::leadsWithRecords));
        return nodes.stream()
                .filter(node -> NodeMetrics.of(node).filter(NodeMetrics::leads).isPresent())
                .findAny()
                .orElseThrow();
    }

    private static boolean leadsWithRecords(LocalNode node) {
        return NodeMetrics.of(node)
                .filter(NodeMetrics::leads)
                .filter(metrics -> !metrics.offsets().equals("[0, 0)"))
                .isPresent();
    }

    // Of all lengths, of any bytes.
    private static byte[] lines() {
        byte[] text = new byte[BYTES];
        new Random(SEED).nextBytes(text);
        text[BYTES - 1] = '\n';
        return text;
    }
}
