package proglog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import proglog.bench.others.Others;

class CompareBenchTest {

    // That every figure is there, not how fast anything is.
    private static final Scale TINY =
            new Scale("tiny", 1, Duration.ofMillis(10), 1, 1, Duration.ofMillis(50), 5, 1, 1, 1);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine command =
            new CommandLine(new CompareBench())
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err));

    @Test
    void helpHasExamples() {
        assertThat(command.execute("--help")).isZero();

        assertThat(out.toString())
                .contains("--only=NAME", "large-batches", "--systems=NAME", "nats-sync")
                .contains("proglog bench compare --quick\n", "Exit code: 0; 2 when");
    }

    @Test
    void refusesWhatItCannotMeasure() {
        assertThat(command.execute("--only=batch")).isEqualTo(2);
        assertThat(command.execute("--systems=pulsar")).isEqualTo(2);

        assertThat(err.toString())
                .contains("--only is batch, must be one of batches, reads")
                .contains("--systems is pulsar, must be one of kafka-sync, kafka");
    }

    @Test
    @Tag("slow") // it downloads the other systems and starts fifteen processes
    @Timeout(600)
    void measuresEverySystemAndLeavesNothingBehind(@TempDir Path directory) throws Exception {
        CompareReport report = run(directory, Others.NAMES);

        assertThat(report.absent()).isEmpty();
        assertThat(report.systems()).hasSize(1 + Others.NAMES.size());
        assertThat(report.comparisons())
                .hasSize(8)
                .allSatisfy(comparison ->
                        assertThat(comparison.results()).hasSize(1 + Others.NAMES.size()));
        assertThat(directory).isEmptyDirectory();
    }

    private CompareReport run(Path directory, List<String> systems) throws Exception {
        return new CompareRun(
                        directory,
                        TINY,
                        List.copyOf(Load.all().keySet()),
                        systems,
                        new Progress(new PrintWriter(err), false))
                .run();
    }
}
