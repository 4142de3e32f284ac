package proglog.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static proglog.observability.Shipped.text;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The rules and the dashboard as files: well-formed, complete, and in the language of Prometheus.
final class ShippedTest {

    @Test
    void everyAlertSaysHowBadItIsAndWhatToDo() {
        List<JsonNode> alerts = Shipped.rules().stream().filter(rule -> rule.has("alert")).toList();

        assertThat(alerts).hasSizeGreaterThan(5);
        assertThat(alerts)
                .allSatisfy(alert -> {
                    assertThat(text(alert, "for")).matches("\\d+m");
                    assertThat(text(alert.path("labels"), "severity")).isIn("critical", "warning");
                    assertThat(text(alert.path("annotations"), "summary"))
                            .contains("{{ $labels.instance }}");
                    assertThat(text(alert.path("annotations"), "description"))
                            .hasSizeGreaterThan(60);
                });
    }

    @Test
    void everyRuleHasANameOfItsOwn() {
        assertThat(Shipped.rules()).extracting(Shipped::name).doesNotHaveDuplicates();
    }

    @Test
    void everyPanelSaysWhatItShows() {
        assertThat(Shipped.panels())
                .extracting(panel -> text(panel, "title"))
                .doesNotHaveDuplicates();
        assertThat(Shipped.panels()).extracting(panel -> panel.path("id")).doesNotHaveDuplicates();
        assertThat(Shipped.panels())
                .filteredOn(panel -> !text(panel, "type").equals("row"))
                .hasSizeGreaterThan(10)
                .allSatisfy(panel -> {
                    assertThat(text(panel, "description")).isNotEmpty();
                    assertThat(text(panel.at("/fieldConfig/defaults"), "unit")).isNotEmpty();
                    assertThat(panel.path("targets")).isNotEmpty();
                });
    }

    @Test
    void noPanelLiesOnAnother() {
        Set<List<Integer>> taken = new HashSet<>();
        for (JsonNode panel : Shipped.panels()) {
            JsonNode place = panel.path("gridPos");
            int left = place.path("x").asInt();
            int top = place.path("y").asInt();
            assertThat(left + place.path("w").asInt()).isLessThanOrEqualTo(24);
            for (int x = left; x < left + place.path("w").asInt(); x++) {
                for (int y = top; y < top + place.path("h").asInt(); y++) {
                    assertThat(taken.add(List.of(x, y))).as("%s at %d, %d", panel, x, y).isTrue();
                }
            }
        }
    }

    @Test
    void everyQueryAsksForOneJobOnly() {
        assertThat(Shipped.queries())
                .filteredOn(query -> !query.promQl().startsWith("instance:"))
                .allSatisfy(query -> assertThat(query.promQl()).contains("{job=\"proglog\""));
    }

    @Test
    void promtoolAcceptsRulesAndConfiguration() throws IOException, InterruptedException {
        assertAccepted(promtool("", "check", "rules", "proglog.rules.yml"));
        assertAccepted(promtool("", "check", "config", "prometheus.yml"));
    }

    @Test
    void alertsFireWhenTheyShould() throws IOException, InterruptedException {
        assertAccepted(promtool("", "test", "rules", "proglog.rules.test.yml"));
    }

    @Test
    void promtoolAcceptsTheQueriesOfTheDashboard() throws IOException, InterruptedException {
        StringBuilder rules = new StringBuilder("groups: [{name: panels, rules: [\n");
        int number = 0;
        for (Shipped.Query query : Shipped.panelQueries()) {
            rules.append("{record: 'panel_%d', expr: '%s'},\n".formatted(number++, query.promQl()));
        }

        assertAccepted(promtool(rules + "]}]", "check", "rules", "/dev/stdin"));
    }

    private static PrometheusTools.Outcome promtool(String input, String... arguments)
            throws IOException, InterruptedException {
        return PrometheusTools.promtool(Shipped.FOLDER, input, arguments);
    }

    private static void assertAccepted(PrometheusTools.Outcome outcome) {
        assertThat(outcome.exitCode()).as(outcome.said()).isZero();
    }
}
