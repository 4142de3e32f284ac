package proglog.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/// A report as Markdown, and the place in a file where it belongs.
final class ResultsTable {

    private static final String END = "<!-- end -->\n";

    private ResultsTable() {}

    /// Puts the table of `report` between the two marks in `file`, in the place of what is there.
    static void write(Report report, Path file) throws IOException {
        Files.writeString(file, replace(Files.readString(file), report));
    }

    static String replace(String text, Report report) throws IOException {
        return replace(text, report.benchmark(), markdown(report));
    }

    /// Puts `table` into the place that `text` has for this benchmark.
    static String replace(String text, String benchmark, String table) throws IOException {
        String mark = "<!-- begin: written by ./proglog bench %s -->\n".formatted(benchmark);
        int begin = text.indexOf(mark);
        int end = text.indexOf(END, begin);
        if (begin < 0 || end < 0) {
            throw new IOException("no place for the table: expected the lines " + mark + END);
        }
        return text.substring(0, begin + mark.length()) + "\n" + table + "\n" + text.substring(end);
    }

    static String markdown(Report report) {
        return """
        %s

        | figure | what was asked | median | smallest – largest | target | |
        |---|---|---|---|---|---|
        %s

        What else was measured in the same run:

        | figure | |
        |---|---|
        %s
        """
                .formatted(
                        report.machine().origin(report.commit(), report.scale()),
                        report.figures().stream()
                                .map(ResultsTable::row)
                                .collect(Collectors.joining("\n")),
                        report.figures().stream()
                                .filter(figure -> !figure.details().isEmpty())
                                .map(ResultsTable::details)
                                .collect(Collectors.joining("\n")));
    }

    private static String row(Figure figure) {
        return "| `%s` | %s | **%s** %s | %s – %s | %s | %s |"
                .formatted(
                        figure.name(),
                        figure.question(),
                        Numbers.show(figure.value()),
                        figure.unit(),
                        Numbers.show(figure.min()),
                        Numbers.show(figure.max()),
                        figure.target(),
                        verdict(figure));
    }

    private static String verdict(Figure figure) {
        if (figure.target().relation() == Target.Relation.ANY) {
            return "";
        }
        return figure.pass() ? "met" : "**missed**";
    }

    private static String details(Figure figure) {
        return figure.details().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> each.getKey() + " " + Numbers.show(each.getValue()))
                .collect(Collectors.joining(", ", "| `" + figure.name() + "` | ", " |"));
    }
}
