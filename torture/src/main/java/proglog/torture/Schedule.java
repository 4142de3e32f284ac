package proglog.torture;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// The faults in their order: the same seed, the same faults. For one thread only.
///
/// In rounds: each kind comes once before one comes again.
final class Schedule {

    private final Random random;
    private final List<FaultKind> kinds;
    private final Pace pace;
    private final ArrayDeque<FaultKind> round = new ArrayDeque<>();
    private int number;

    private Schedule(Random random, List<FaultKind> kinds, Pace pace) {
        this.random = random;
        this.kinds = kinds;
        this.pace = pace;
    }

    /// Faults of these kinds.
    static Schedule of(long seed, List<FaultKind> kinds, Pace pace) {
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("a schedule needs kinds of faults, there are none");
        }
        return new Schedule(new Random(seed), List.copyOf(kinds), pace);
    }

    /// The next fault; there is always one.
    Fault next() {
        if (round.isEmpty()) {
            List<FaultKind> shuffled = new ArrayList<>(kinds);
            Collections.shuffle(shuffled, random);
            round.addAll(shuffled);
        }
        number++;
        return new Fault(
                number,
                round.remove(),
                random.nextLong(),
                Duration.ofMillis(
                        random.nextLong(pace.shortest().toMillis(), pace.longest().toMillis())),
                random.nextInt(pace.before()));
    }
}
