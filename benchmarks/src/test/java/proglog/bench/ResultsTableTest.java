package proglog.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultsTableTest {

    private static final Machine MACHINE =
            new Machine(4, 2048, 0.25, "a JVM", "an OS", "a file system");

    private final Report report = report("append", Target.atLeast(0.6));

    @Test
    void hasALineForEachFigure() {
        assertThat(ResultsTable.markdown(report))
                .contains("Commit `c0ffee`, scale *full*, on 4 cores, 2,048 MiB of memory")
                .contains(
                        "| `append` | how fast? | **0.70** ratio | 0.50 – 0.90 | ≥ 0.60 | met |\n")
                .contains("| `append` | recordsPerSecond 1,235 |\n");
    }

    @Test
    void saysWhatWasMissed() {
        assertThat(ResultsTable.markdown(report("append", Target.atLeast(0.8))))
                .contains("| ≥ 0.80 | **missed** |");
    }

    @Test
    void saysNothingOfAFigureWithoutTarget() {
        assertThat(ResultsTable.markdown(report("append", Target.none())))
                .contains("0.90 | – |  |\n");
    }

    @Test
    void replacesWhatIsBetweenTheMarks() throws Exception {
        String text = Files.readString(Path.of("RESULTS.md"));

        String once = ResultsTable.replace(text, report);

        assertThat(ResultsTable.replace(once, report)).isEqualTo(once);
        assertThat(once).startsWith("# How fast it is").contains("`c0ffee`").endsWith("end -->\n");
    }

    @Test
    void refusesAFileWithoutMarks() {
        assertThatThrownBy(() -> ResultsTable.replace("nothing here", report))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("no place for the table: expected the lines <!-- begin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"results.json", "results-rpc.json", "results-cluster.json"})
    void thePublishedTableIsThatOfThePublishedReport(String file) throws Exception {
        Report published = Report.parse(Files.readString(Path.of(file)));

        assertThat(Files.readString(Path.of("RESULTS.md")))
                .contains(ResultsTable.markdown(published));
    }

    private static Report report(String name, Target target) {
        Figure figure =
                Figure.of(
                        name,
                        "how fast?",
                        "ratio",
                        Samples.of(0.5, 0.7, 0.9),
                        target,
                        Map.of("recordsPerSecond", 1234.5678));
        return Report.of("storage", Scale.full(), "c0ffee", MACHINE, List.of(figure));
    }
}
