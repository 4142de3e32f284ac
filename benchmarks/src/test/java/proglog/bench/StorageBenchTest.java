package proglog.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class StorageBenchTest {

    @TempDir private Path directory = Path.of("");

    private final StorageBench bench = new StorageBench();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine command =
            new CommandLine(bench).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @Test
    void measuresInFullUnlessTold() {
        command.parseArgs();

        assertThat(bench.bench().scale()).isEqualTo(Scale.full());
    }

    @Test
    void measuresLessWhenTold() {
        command.parseArgs("--quick", "--rounds", "2");

        assertThat(bench.bench().scale()).isEqualTo(Scale.quick().withRounds(2));
    }

    @ParameterizedTest
    @CsvSource({
        "--rounds=0,'--rounds is 0, must be from 1 to 1000'",
        "--rounds=1001,'--rounds is 1001, must be from 1 to 1000'",
        "--only=speed,'--only is speed, must be one of append-1, append-4, '",
        "--quik,Unknown option: '--quik'"
    })
    void refusesOptionsThatMakeNoSense(String option, String message) {
        assertThat(command.execute(option)).isEqualTo(2);

        assertThat(err.toString()).contains(message.replace("\"", ""));
    }

    @Test
    void helpHasExamples() {
        assertThat(command.execute("--help")).isZero();

        assertThat(out.toString())
                .contains("--only=NAME", "sequential-read,", "random-read")
                .contains("proglog bench storage --quick\n", "Exit code: 0; with --check 1");
    }

    @Test
    void saysWhenNothingCanBeMeasured() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "not a directory");

        assertThat(command.execute("--dir", file.toString())).isEqualTo(2);

        assertThat(err.toString()).startsWith("nothing could be measured: ");
    }

    @Test
    void refusesADiskWithoutRoom() {
        assertThatThrownBy(() -> Scratch.create(directory, Long.MAX_VALUE))
                .hasMessageMatching(
                        "not enough room: [0-9,]+ MiB are needed, [0-9,]+ MiB are free");
    }

    @ParameterizedTest
    @CsvSource({"0.6,true,0", "0.6,false,0", "0.8,true,1", "0.8,false,0"})
    void aMissedTargetFailsOnlyWhenItIsToBeChecked(double target, boolean check, int code)
            throws Exception {
        Figure figure =
                Figure.of(
                        "append",
                        "how fast?",
                        "ratio",
                        Samples.of(0.7),
                        Target.atLeast(target),
                        Map.of());
        Report report =
                Report.of(
                        "storage",
                        Scale.full(),
                        "c0ffee",
                        Machine.here(directory),
                        List.of(figure));
        Path json = Files.writeString(directory.resolve("report.json"), report.toJson());

        String[] args = {"--from", json.toString(), "--check"};

        assertThat(command.execute(check ? args : new String[] {args[0], args[1]})).isEqualTo(code);
        assertThat(Report.parse(out.toString())).isEqualTo(report);
    }
}
