package proglog.bench;

import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A run: what was measured, with what, on what.
///
/// @param version of this format
/// @param benchmark which one
/// @param scale how much was measured
/// @param commit of the sources, with "-dirty" behind it when they were changed
/// @param machine it ran on
/// @param pass whether every figure meets its target
/// @param figures all that was measured
record Report(
        int version,
        String benchmark,
        String scale,
        String commit,
        Machine machine,
        boolean pass,
        List<Figure> figures) {

    private static final int VERSION = 1;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static Report of(
            String benchmark, Scale scale, String commit, Machine machine, List<Figure> figures) {
        return new Report(
                VERSION,
                benchmark,
                scale.name(),
                commit,
                machine,
                figures.stream().allMatch(Figure::pass),
                List.copyOf(figures));
    }

    static Report parse(String json) {
        Report report = JSON.readValue(json, Report.class);
        if (report.version != VERSION) {
            throw new IllegalArgumentException(
                    "the report has version %d, this program knows version %d"
                            .formatted(report.version, VERSION));
        }
        return report;
    }

    String toJson() {
        return JSON.writeValueAsString(this);
    }
}
