package proglog.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Ours and the raw limit, measured in turns: what disturbs one disturbs the other as well.
///
/// @param ours one number a round
/// @param raw one number a round
record Rounds(List<Double> ours, List<Double> raw) {

    @FunctionalInterface
    interface Side {
        double measure() throws IOException, InterruptedException;
    }

    /// One round to warm up, which does not count, then `rounds` rounds; who goes first alternates.
    static Rounds alternate(int rounds, Side ours, Side raw)
            throws IOException, InterruptedException {
        ours.measure();
        raw.measure();
        Rounds measured = new Rounds(new ArrayList<>(), new ArrayList<>());
        for (int round = 0; round < rounds; round++) {
            if (round % 2 == 0) {
                measured.ours.add(ours.measure());
                measured.raw.add(raw.measure());
            } else {
                measured.raw.add(raw.measure());
                measured.ours.add(ours.measure());
            }
        }
        return measured;
    }

    /// Ours over raw, round by round.
    Samples ratios() {
        double[] ratios = new double[ours.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = ours.get(i) / raw.get(i);
        }
        return Samples.of(ratios);
    }

    double medianOurs() {
        return Samples.of(ours, Double::doubleValue).median();
    }

    double medianRaw() {
        return Samples.of(raw, Double::doubleValue).median();
    }

    static <T> double median(List<T> from, ToDoubleFunction<T> value) {
        return Samples.of(from, value).median();
    }
}
