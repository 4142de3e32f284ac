package proglog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ClusterBenchTest {

    private static final int KIB = 1024;

    // That every figure is there, not how fast anything is.
    private static final Scale TINY =
            new Scale(
                    "tiny",
                    1,
                    Duration.ofMillis(100),
                    256 * KIB,
                    1024 * KIB,
                    Duration.ofMillis(50),
                    5,
                    1024 * KIB,
                    200,
                    1024 * KIB);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final ClusterBench bench = new ClusterBench();
    private final CommandLine command =
            new CommandLine(bench).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @Test
    void helpHasExamples() {
        assertThat(command.execute("--help")).isZero();

        assertThat(out.toString())
                .contains("--only=NAME", "failover-tuned", "--jfr=DIR")
                .contains("proglog bench cluster --quick\n", "Exit code: 0; with --check 1");
    }

    @Test
    void refusesWhatItCannotMeasure() {
        assertThat(command.execute("--only=batch")).isEqualTo(2);

        assertThat(err.toString()).contains("--only is batch, must be one of batches, latency");
    }

    @ParameterizedTest
    @CsvSource({
        "batches,cluster-batched-rate cluster-batched-engine cluster-unary-engine"
                + " cluster-large-engine cluster-memory-batched",
        "latency,cluster-latency cluster-latency-large cluster-latency-follower",
        "callers,cluster-callers",
        "reads,cluster-read-linearizable cluster-read-local cluster-follow",
        "failover,cluster-failover",
        "failover-tuned,cluster-failover-tuned",
        "rolling-restart,cluster-rolling-errors cluster-rolling-steady cluster-rolling-single",
        "catch-up,cluster-catch-up cluster-catch-up-p99 cluster-memory-catch-up",
        "long-log,cluster-catch-up-started cluster-catch-up-p99-started"
                + " cluster-memory-catch-up-started cluster-restart"
    })
    void measuresEveryFigureAndLeavesNothingBehind(
            String name, String figures, @TempDir Path directory) throws Exception {
        command.parseArgs("--dir", directory.toString(), "--only", name);

        Report report = bench.bench().measure(TINY, new Progress(new PrintWriter(err), false));

        assertThat(report.figures()).extracting(Figure::name).containsExactly(figures.split(" "));
        assertThat(report.figures())
                .allSatisfy(figure -> {
                    assertThat(figure.value()).isBetween(figure.min(), figure.max());
                    assertThat(figure.details().values())
                            .allSatisfy(detail -> assertThat(detail).isFinite());
                });
        assertThat(Report.parse(report.toJson())).isEqualTo(report);
        assertThat(directory).isEmptyDirectory();
    }
}
