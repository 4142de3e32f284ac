package proglog.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/// One answer: a median over the rounds of a run, and whether it meets its target.
///
/// @param name by which a run is compared with another
/// @param question what was asked, for people
/// @param unit of value, min, max and target
/// @param value the median over the rounds
/// @param min the smallest of the rounds
/// @param max the largest of the rounds
/// @param target what value must reach
/// @param pass whether it does
/// @param details what else was measured, the unit in each name
record Figure(
        String name,
        String question,
        String unit,
        double value,
        double min,
        double max,
        Target target,
        boolean pass,
        Map<String, Double> details) {

    static Figure of(
            String name,
            String question,
            String unit,
            Samples samples,
            Target target,
            Map<String, Double> details) {
        Map<String, Double> rounded = new LinkedHashMap<>();
        details.forEach((key, value) -> rounded.put(key, Numbers.round(value)));
        return new Figure(
                name,
                question,
                unit,
                Numbers.round(samples.median()),
                Numbers.round(samples.min()),
                Numbers.round(samples.max()),
                target,
                target.isMetBy(samples.median()),
                rounded);
    }
}
