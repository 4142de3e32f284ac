package proglog.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Any number of sides, measured in turns, after all of them are warm: what disturbs one disturbs
/// the others as well. Immutable.
///
/// @param rows one a round, one number a side
record Turns(List<double[]> rows) {

    private static final int FEWEST = 3;
    private static final int WARM_UP_SHARE = 3;

    /// Takes turns until the sides have been warmed up for a third of the scale's patience, which
    /// does not count, then as many rounds as the scale says; who goes first rotates.
    static Turns take(Scale scale, Rounds.Side... sides) throws IOException, InterruptedException {
        Duration warmUp = scale.patience().dividedBy(WARM_UP_SHARE);
        long start = System.nanoTime();
        do {
            round(0, sides);
        } while (System.nanoTime() - start < warmUp.toNanos());
        List<double[]> rows = new ArrayList<>();
        long warm = System.nanoTime();
        while (rows.size() < scale.rounds()
                && (rows.size() < FEWEST
                        || System.nanoTime() - warm < scale.patience().toNanos())) {
            rows.add(round(rows.size(), sides));
        }
        return new Turns(rows);
    }

    private static double[] round(int first, Rounds.Side... sides)
            throws IOException, InterruptedException {
        double[] row = new double[sides.length];
        for (int i = 0; i < sides.length; i++) {
            int side = (first + i) % sides.length;
            row[side] = sides[side].measure();
        }
        return row;
    }

    /// What `change` makes of each round.
    Samples samples(ToDoubleFunction<double[]> change) {
        return Samples.of(rows, change);
    }

    /// One side over another, round by round.
    Samples ratios(int ours, int other) {
        return samples(row -> row[ours] / row[other]);
    }

    double median(int side) {
        return samples(row -> row[side]).median();
    }
}
