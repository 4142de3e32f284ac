package proglog.bench;

import java.util.List;

/// One number of a load, of every system that took part.
///
/// @param name by which a run is compared with another
/// @param question for people
/// @param unit of median, min and max
/// @param isLessBetter as with times
/// @param results ours first
record Comparison(
        String name, String question, String unit, boolean isLessBetter, List<Result> results) {

    /// What one system did.
    ///
    /// @param system its name
    /// @param median over the rounds
    /// @param min of the rounds
    /// @param max of the rounds
    /// @param ratio ours over this one, round by round: the median
    /// @param minRatio of the rounds
    /// @param maxRatio of the rounds
    record Result(
            String system,
            double median,
            double min,
            double max,
            double ratio,
            double minRatio,
            double maxRatio) {

        static Result of(String system, List<Double> theirs, List<Double> ours) {
            Samples own = Samples.of(theirs, Double::doubleValue);
            double[] ratios = new double[theirs.size()];
            for (int i = 0; i < ratios.length; i++) {
                ratios[i] = ours.get(i) / theirs.get(i);
            }
            Samples ratio = Samples.of(ratios);
            return new Result(
                    system,
                    Numbers.round(own.median()),
                    Numbers.round(own.min()),
                    Numbers.round(own.max()),
                    Numbers.round(ratio.median()),
                    Numbers.round(ratio.min()),
                    Numbers.round(ratio.max()));
        }
    }
}
