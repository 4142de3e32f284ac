package proglog.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import tools.jackson.databind.JsonNode;

/// A server that a real Prometheus scrapes, and what that makes of the rules and the dashboard.
final class RealPrometheusTest {

    @TempDir private Path folder;

    @Test
    void scrapesAServerAndAnswersEveryQuery() throws IOException, InterruptedException {
        PrometheusTools.require("prometheus", "timeout");
        try (ObservedTraffic traffic = ObservedTraffic.start(folder.resolve("data"));
                Prometheus prometheus =
                        Prometheus.start(folder, traffic.server().adminAddress(), Shipped.RULES)) {
            traffic.make();
            Background.until(() -> targets(prometheus).toString().contains("\"health\":\"up\""));
            Background.until(() -> value(prometheus, "proglog_log_offset_next") == 32);
            traffic.make();
            Background.until(() -> value(prometheus, "proglog_log_offset_next") == 64);

            assertThat(value(prometheus, "proglog_log_appended_bytes_total")).isEqualTo(64_000);
            assertThat(value(prometheus, "min(proglog_health_holds)")).isEqualTo(1);
            assertThat(unanswered(prometheus)).isEmpty();
            Background.until(() -> value(prometheus, recorded()) > 0);
            assertThat(firing(prometheus)).isEmpty();
        }
    }

    private static String recorded() {
        return "instance:log_appended_records:rate5m";
    }

    private static JsonNode targets(Prometheus prometheus) {
        return prometheus.get("/api/v1/targets").at("/data/activeTargets/0");
    }

    // NaN until there is exactly one sample.
    private static double value(Prometheus prometheus, String promQl) {
        JsonNode result = prometheus.query(promQl).at("/data/result");
        return result.size() == 1
                ? Double.parseDouble(result.at("/0/value/1").asString())
                : Double.NaN;
    }

    /// The queries that Prometheus refuses, and those of panels that it finds nothing for.
    private static List<String> unanswered(Prometheus prometheus) {
        List<String> unanswered = new ArrayList<>();
        for (Shipped.Query query : Shipped.queries()) {
            JsonNode answer = prometheus.query(query.promQl());
            if (!answer.path("status").asString().equals("success")) {
                unanswered.add(query + ": " + answer);
            }
        }
        for (Shipped.Query query : Shipped.panelQueries()) {
            if (!query.promQl().contains("UNKNOWN|")
                    && prometheus.query(query.promQl()).at("/data/result").isEmpty()) {
                unanswered.add(query + ": nothing");
            }
        }
        return unanswered;
    }

    private static List<String> firing(Prometheus prometheus) {
        return prometheus.get("/api/v1/alerts").at("/data/alerts").findValuesAsString("alertname");
    }
}
