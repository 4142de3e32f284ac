package proglog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The whole bench on very little data: that every figure is there, not how fast anything is.
class StorageBenchRunTest {

    private static final int KIB = 1024;
    private static final Scale TINY =
            new Scale(
                    "tiny",
                    1,
                    Duration.ofSeconds(1),
                    256 * KIB,
                    1024 * KIB,
                    Duration.ofMillis(20),
                    5,
                    1024 * KIB,
                    200,
                    1024 * KIB);

    @TempDir private Path directory = Path.of("");

    @Test
    void measuresEveryFigureAndLeavesNothingBehind() throws Exception {
        StorageBench bench = new StorageBench();
        new CommandLine(bench).parseArgs("--dir", directory.toString());
        StringWriter terminal = new StringWriter();

        Report report = bench.bench().measure(TINY, new Progress(new PrintWriter(terminal), true));

        assertThat(report.figures())
                .extracting(Figure::name)
                .containsExactly(
                        "append-1-caller",
                        "append-4-callers",
                        "append-allocation",
                        "group-commit-platform",
                        "group-commit-virtual",
                        "sync-latency",
                        "sequential-read",
                        "sequential-read-rate",
                        "random-read",
                        "open-after-kill",
                        "heap-of-large-log");
        assertThat(report.figures())
                .allSatisfy(figure -> {
                    assertThat(figure.value()).isBetween(figure.min(), figure.max());
                    assertThat(figure.details().values())
                            .allSatisfy(detail -> assertThat(detail).isFinite());
                });
        assertThat(report.machine().cores()).isPositive();
        assertThat(Report.parse(report.toJson())).isEqualTo(report);
        assertThat(terminal.toString()).contains("[1/9] append-1").contains("[9/9] open");
        assertThat(directory).isEmptyDirectory();
    }
}
