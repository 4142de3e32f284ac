package proglog.torture;

import java.util.ArrayList;
import java.util.List;

/// A report for people.
final class Markdown {

    private Markdown() {}

    static String of(Report report) {
        List<String> lines = new ArrayList<>();
        lines.add("# Torture: " + report.verdict());
        lines.add("");
        lines.add(
                "%d faults in %d s on %d nodes (engine %s, seed %d), %s, %s."
                        .formatted(
                                report.faults().values().stream()
                                        .mapToInt(Report.Kind::count)
                                        .sum(),
                                report.seconds(),
                                report.nodes(),
                                report.engine(),
                                report.seed(),
                                report.machine(),
                                report.began()));
        lines.add(
                "%,d records acknowledged in %d terms; the longest time without an acknowledged append was %,d ms."
                        .formatted(report.records(), report.terms(), report.longestGapMillis()));
        faults(report, lines);
        lines.addAll(List.of("", "| operations | |", "|---|---:|"));
        report.operations()
                .forEach((name, count) -> lines.add("| %s | %,d |".formatted(name, count)));
        list("Left out", report.leftOut(), lines);
        list(
                "Broken promises",
                report.violations().stream()
                        .map(broken -> "%s: %s".formatted(broken.promise(), broken.evidence()))
                        .toList(),
                lines);
        return String.join("\n", lines) + "\n";
    }

    private static void faults(Report report, List<String> lines) {
        lines.add("");
        lines.add("| fault | count | longest time without an append, ms | until all is well, ms |");
        lines.add("|---|---:|---:|---:|");
        report.faults()
                .forEach((name, kind) ->
                        lines.add(
                                "| %s | %d | %,d | %,d |"
                                        .formatted(
                                                name,
                                                kind.count(),
                                                kind.longestGapMillis(),
                                                kind.longestRecoveryMillis())));
    }

    private static void list(String title, List<String> items, List<String> lines) {
        if (!items.isEmpty()) {
            lines.addAll(List.of("", "## " + title, ""));
            items.forEach(item -> lines.add("- " + item));
        }
    }
}
