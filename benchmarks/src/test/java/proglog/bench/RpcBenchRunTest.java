package proglog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// The whole bench in very little time: that every figure is there, not how fast anything is.
class RpcBenchRunTest {

    private static final int KIB = 1024;
    private static final Scale TINY =
            new Scale(
                    "tiny",
                    1,
                    Duration.ofMillis(100),
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
        RpcBench bench = new RpcBench();
        new CommandLine(bench).parseArgs("--dir", directory.toString());
        StringWriter terminal = new StringWriter();

        Report report = bench.bench().measure(TINY, new Progress(new PrintWriter(terminal), true));

        assertThat(report.benchmark()).isEqualTo("rpc");
        assertThat(report.figures())
                .extracting(Figure::name)
                .containsExactly(
                        "produce-batched-rate",
                        "produce-batched-tls",
                        "produce-batched-direct",
                        "produce-pipelined",
                        "produce-unary",
                        "consume-batched",
                        "consume-followed",
                        "stalled-consumer",
                        "idle-streams-memory",
                        "idle-streams-cpu",
                        "access-list",
                        "telemetry-off-batched",
                        "telemetry-on-batched",
                        "telemetry-off-unary",
                        "telemetry-on-unary");
        assertThat(report.figures())
                .allSatisfy(figure -> {
                    assertThat(figure.value()).isBetween(figure.min(), figure.max());
                    assertThat(figure.details().values())
                            .allSatisfy(detail -> assertThat(detail).isFinite());
                });
        assertThat(Report.parse(report.toJson())).isEqualTo(report);
        assertThat(terminal.toString()).contains("[1/9] produce-batched");
        assertThat(directory).isEmptyDirectory();
    }
}
