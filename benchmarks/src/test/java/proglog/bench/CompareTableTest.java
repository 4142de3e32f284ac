package proglog.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompareTableTest {

    private static final CompareReport REPORT =
            CompareReport.of(
                    Scale.full(),
                    "c0ffee",
                    new Machine(4, 2048, 0.25, "a JVM", "an OS", "a file system"),
                    List.of(
                            new CompareReport.Entrant("ours", "1", "TLS", true, "it, by all", 6),
                            new CompareReport.Entrant("kafka", "4", "", false, "nothing", -1)),
                    Map.of("etcd", "no etcd on PATH"),
                    List.of(
                            new Comparison(
                                    "latency-p50",
                                    "one by one: p50",
                                    "µs",
                                    true,
                                    List.of(
                                            new Comparison.Result("ours", 900, 800, 950, 1, 1, 1),
                                            new Comparison.Result(
                                                    "kafka", 1800, 1500, 2100, 0.5, 0.4, 0.6)))));

    @Test
    void saysWhoTookPartAndWhatEachHadSynced() {
        assertThat(CompareTable.markdown(REPORT))
                .contains("| `ours` | 1 | TLS | it, by all | 6 |\n")
                .contains("| `kafka` | 4 |  | nothing | not looked at |\n")
                .contains("| `etcd` | – | left out: no etcd on PATH | – | – |\n");
    }

    @Test
    void hasALineForEachSystemUnderEachQuestion() {
        assertThat(CompareTable.markdown(REPORT))
                .contains(
                        "| one by one: p50 (less is better) | `ours` | **900** µs | 800 – 950 |"
                                + "  |  | yes |\n")
                .contains(
                        "|  | `kafka` | **1,800** µs | 1,500 – 2,100 | **0.50** | 0.40 – 0.60 |"
                                + " no |\n");
    }

    @Test
    void aReportIsTheSameAfterItWasWritten() {
        assertThat(CompareReport.parse(REPORT.toJson())).isEqualTo(REPORT);
    }

    @Test
    void refusesAReportOfSomethingElse() throws Exception {
        String other = REPORT.toJson().replace("\"compare\"", "\"storage\"");

        assertThatThrownBy(() -> CompareReport.parse(other))
                .hasMessage("the report is version 1 of storage, this is version 1 of compare");
    }

    @Test
    void thePublishedTableIsThatOfThePublishedReport() throws Exception {
        CompareReport published =
                CompareReport.parse(Files.readString(Path.of("results-compare.json")));

        assertThat(Files.readString(Path.of("RESULTS.md")))
                .contains(CompareTable.markdown(published));
    }
}
