package proglog.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Numbers that were measured, in order of size. Immutable.
final class Samples {

    private final double[] sorted;

    private Samples(double[] sorted) {
        this.sorted = sorted;
    }

    /// At least one number.
    static Samples of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("no samples");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Samples(sorted);
    }

    static Samples of(long... values) {
        return of(Arrays.stream(values).asDoubleStream().toArray());
    }

    static <T> Samples of(List<T> from, ToDoubleFunction<T> value) {
        return of(from.stream().mapToDouble(value).toArray());
    }

    double min() {
        return sorted[0];
    }

    double max() {
        return sorted[sorted.length - 1];
    }

    /// The middle one, or the mean of the two in the middle.
    double median() {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// The smallest sample that is not exceeded by `percent` of them.
    double percentile(double percent) {
        if (percent <= 0 || percent > 100) {
            throw new IllegalArgumentException("percent is " + percent + ", must be in (0, 100]");
        }
        return sorted[(int) Math.ceil(percent / 100 * sorted.length) - 1];
    }
}
