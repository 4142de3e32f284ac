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

    private static final int FEWEST = 3;

    /// One round to warm up, which does not count, then as many as the scale says; who goes first
    /// alternates.
    static Rounds alternate(Scale scale, Side ours, Side raw)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        ours.measure();
        raw.measure();
        Rounds measured = new Rounds(new ArrayList<>(), new ArrayList<>());
        for (int round = 0; round < scale.rounds(); round++) {
            if (round >= FEWEST && System.nanoTime() - start > scale.patience().toNanos()) {
                break;
            }
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
