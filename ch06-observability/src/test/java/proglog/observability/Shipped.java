package proglog.observability;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What this chapter ships for Prometheus and Grafana.
final class Shipped {

    static final Path FOLDER = Path.of("prometheus").toAbsolutePath();
    static final Path RULES = FOLDER.resolve("proglog.rules.yml");
    private static final Path DASHBOARD = Path.of("grafana", "proglog.json");

    /// A query, and where it stands.
    ///
    /// @param title of the panel, or name of the rule
    record Query(String title, String promQl) {

        @Override
        public String toString() {
            return title + ": " + promQl;
        }
    }

    private Shipped() {}

    /// Every recording rule and alert.
    static List<JsonNode> rules() {
        List<JsonNode> rules = new ArrayList<>();
        for (JsonNode group : YAMLMapper.shared().readTree(RULES).path("groups")) {
            group.path("rules").forEach(rules::add);
        }
        return rules;
    }

    /// Every panel, the rows among them.
    static List<JsonNode> panels() {
        List<JsonNode> panels = new ArrayList<>();
        dashboard().path("panels").forEach(panels::add);
        return panels;
    }

    static JsonNode dashboard() {
        return JsonMapper.shared().readTree(DASHBOARD);
    }

    /// The queries of rules, by the names of the rules.
    static List<Query> ruleQueries() {
        return rules().stream().map(rule -> new Query(name(rule), text(rule, "expr"))).toList();
    }

    /// The queries of panels, with what Grafana would put in for its variables.
    static List<Query> panelQueries() {
        List<Query> queries = new ArrayList<>();
        for (JsonNode panel : panels()) {
            for (JsonNode target : panel.path("targets")) {
                String promQl =
                        text(target, "expr")
                                .replace("$__rate_interval", "4s")
                                .replace("$instance", ".*");
                queries.add(new Query(text(panel, "title"), promQl));
            }
        }
        return queries;
    }

    /// All of them.
    static List<Query> queries() {
        return Stream.concat(ruleQueries().stream(), panelQueries().stream()).toList();
    }

    static String name(JsonNode rule) {
        return rule.has("alert") ? text(rule, "alert") : text(rule, "record");
    }

    static String text(JsonNode node, String field) {
        return node.path(field).asString("").strip();
    }
}
