package proglog.bench;

import java.util.Map;
import java.util.stream.Collectors;

/// A report of a comparison as Markdown.
final class CompareTable {

    private CompareTable() {}

    static String markdown(CompareReport report) {
        return """
        %s

        | system | version | settings | synced when an append is acknowledged | syncs seen for one append |
        |---|---|---|---|---|
        %s

        | load | system | median | smallest – largest | ours over theirs | smallest – largest | synced |
        |---|---|---|---|---|---|---|
        %s
        """
                .formatted(
                        report.machine().origin(report.commit(), report.scale()),
                        systems(report),
                        report.comparisons().stream()
                                .map(each -> rows(report, each))
                                .collect(Collectors.joining("\n")));
    }

    private static String systems(CompareReport report) {
        String present =
                report.systems().stream()
                        .map(CompareTable::system)
                        .collect(Collectors.joining("\n"));
        String absent =
                report.absent().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(each ->
                                "\n| `%s` | – | left out: %s | – | – |"
                                        .formatted(each.getKey(), each.getValue()))
                        .collect(Collectors.joining());
        return present + absent;
    }

    private static String system(CompareReport.Entrant entrant) {
        return "| `%s` | %s | %s | %s | %s |"
                .formatted(
                        entrant.name(),
                        entrant.version(),
                        entrant.settings(),
                        entrant.synced(),
                        entrant.syncsAnAppend() < 0
                                ? "not looked at"
                                : Numbers.show(entrant.syncsAnAppend()));
    }

    private static String rows(CompareReport report, Comparison comparison) {
        return comparison.results().stream()
                .map(each -> row(report, comparison, each))
                .collect(Collectors.joining("\n"));
    }

    private static String row(
            CompareReport report, Comparison comparison, Comparison.Result result) {
        boolean isOurs = result.system().equals(Ours.NAME);
        return "| %s | `%s` | **%s** %s | %s – %s | %s | %s | %s |"
                .formatted(
                        isOurs ? question(comparison) : "",
                        result.system(),
                        Numbers.show(result.median()),
                        comparison.unit(),
                        Numbers.show(result.min()),
                        Numbers.show(result.max()),
                        isOurs ? "" : "**%s**".formatted(Numbers.show(result.ratio())),
                        isOurs
                                ? ""
                                : Numbers.show(result.minRatio())
                                        + " – "
                                        + Numbers.show(result.maxRatio()),
                        isSynced(report, result.system()) ? "yes" : "no");
    }

    private static String question(Comparison comparison) {
        return comparison.question()
                + (comparison.isLessBetter() ? " (less is better)" : " (more is better)");
    }

    private static boolean isSynced(CompareReport report, String system) {
        return report.systems().stream()
                .anyMatch(each -> each.name().equals(system) && each.isSynced());
    }
}
