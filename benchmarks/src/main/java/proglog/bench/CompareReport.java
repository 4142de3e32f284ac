package proglog.bench;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// A run of systems against each other: who took part, in which settings, and what they did.
///
/// @param version of this format
/// @param benchmark which one
/// @param scale how much was measured
/// @param commit of the sources, with "-dirty" behind it when they were changed
/// @param machine it ran on
/// @param systems that took part, ours first
/// @param absent why a system did not, by its name
/// @param comparisons all that was measured
record CompareReport(
        int version,
        String benchmark,
        String scale,
        String commit,
        Machine machine,
        List<Entrant> systems,
        Map<String, String> absent,
        List<Comparison> comparisons) {

    static final String BENCHMARK = "compare";

    private static final int VERSION = 1;
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /// A system that took part.
    ///
    /// @param name by which it is chosen
    /// @param version of its servers
    /// @param settings that are not its defaults
    /// @param isSynced whether an append is on disks when it is acknowledged
    /// @param synced what is on how many disks then
    /// @param syncsAnAppend how often its three nodes asked the disk to sync for one append, as the
    ///   system calls show; negative when nobody looked
    record Entrant(
            String name,
            String version,
            String settings,
            boolean isSynced,
            String synced,
            double syncsAnAppend) {}

    static CompareReport of(
            Scale scale,
            String commit,
            Machine machine,
            List<Entrant> systems,
            Map<String, String> absent,
            List<Comparison> comparisons) {
        return new CompareReport(
                VERSION,
                BENCHMARK,
                scale.name(),
                commit,
                machine,
                List.copyOf(systems),
                absent,
                List.copyOf(comparisons));
    }

    static CompareReport parse(String json) {
        CompareReport report = JSON.readValue(json, CompareReport.class);
        if (report.version != VERSION || !report.benchmark.equals(BENCHMARK)) {
            throw new IllegalArgumentException(
                    "the report is version %d of %s, this is version %d of %s"
                            .formatted(report.version, report.benchmark, VERSION, BENCHMARK));
        }
        return report;
    }

    String toJson() {
        return JSON.writeValueAsString(this);
    }
}
