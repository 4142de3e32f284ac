package proglog.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// What people and programs read after a run.
final class ReportTest {

    private static final long SECOND = 1_000_000_000;

    private final Report report =
            new Report(
                    "FAILED",
                    7,
                    "jraft",
                    3,
                    Instant.parse("2026-11-21T08:00:00Z"),
                    61,
                    "4 cores, Linux",
                    List.of("no faults that need network: ip is missing"),
                    Map.of("kill leader", new Report.Kind(2, 1_234, 4_000)),
                    Map.of("appends acknowledged", 10_000L),
                    20_000,
                    5,
                    1_234,
                    List.of(new Violation("one leader a term", "in term 3 both n1 and n2")));

    @Test
    void isReadByPeople() {
        assertThat(Markdown.of(report))
                .startsWith(
                        "# Torture: FAILED\n\n2 faults in 61 s on 3 nodes (engine jraft, seed 7)")
                .contains("20,000 records acknowledged in 5 terms")
                .contains("\n| kill leader | 2 | 1,234 | 4,000 |\n")
                .contains("\n| appends acknowledged | 10,000 |\n")
                .contains("\n## Left out\n\n- no faults that need network: ip is missing\n")
                .endsWith(
                        "\n## Broken promises\n\n- one leader a term: in term 3 both n1 and n2\n");
    }

    @Test
    void isReadByPrograms() {
        var json = JsonMapper.shared().valueToTree(report);

        assertThat(json.get("verdict").asString()).isEqualTo("FAILED");
        assertThat(json.get("faults").get("kill leader").get("count").asInt()).isEqualTo(2);
        assertThat(json.get("violations").get(0).get("promise").asString())
                .isEqualTo("one leader a term");
    }

    @Test
    void findsTheLongestTimeWithoutAnAppend() {
        Gaps gaps = Gaps.of(List.of(endedAt(1), endedAt(3), endedAt(10), endedAt(11)));

        assertThat(gaps.longest()).hasSeconds(7);
        assertThat(gaps.longest(2 * SECOND, 4 * SECOND)).hasSeconds(7);
        assertThat(gaps.longest(0, 2 * SECOND)).hasSeconds(2);
        assertThat(gaps.longest(10 * SECOND, 12 * SECOND)).hasSeconds(1);
        assertThat(Gaps.of(List.of()).longest()).hasSeconds(0);
    }

    private static Operation.Append endedAt(long second) {
        return new Operation.Append(
                1,
                (int) second,
                1,
                false,
                1,
                0,
                second * SECOND,
                new Operation.Outcome.Acknowledged(second, Optional.empty()));
    }
}
