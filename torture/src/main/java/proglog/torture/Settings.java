package proglog.torture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What a run is to be. Immutable.
///
/// @param seed decides the schedule and what clients do
/// @param nodes how many voters there are when nobody joins
/// @param faults how many faults there are, if that is what ends the run
/// @param time how long it goes on otherwise
/// @param patience how long the cluster has to be well again after a fault
/// @param main what nodes run, a class
/// @param engine which engine nodes run
/// @param accessList where model.conf and policy.csv are
record Settings(
        long seed,
        int nodes,
        Optional<Integer> faults,
        Duration time,
        Duration patience,
        String main,
        String engine,
        Path accessList) {

    private static final List<String> ENGINES = List.of("jraft", "atomix");

    /// Refuses what cannot be run.
    Settings {
        if (nodes != 3 && nodes != 5) {
            throw new IllegalArgumentException("--nodes is %d, must be 3 or 5".formatted(nodes));
        }
        if (!ENGINES.contains(engine)) {
            throw new IllegalArgumentException(
                    "--engine is %s, must be %s".formatted(engine, String.join(" or ", ENGINES)));
        }
        if (faults.isPresent() && faults.get() < 1) {
            throw new IllegalArgumentException(
                    "--faults is %d, must be 1 or more".formatted(faults.get()));
        }
        if (!time.isPositive()) {
            throw new IllegalArgumentException(
                    "--minutes is %d, must be 1 or more".formatted(time.toMinutes()));
        }
    }

    Pace pace() {
        return faults.isPresent() ? Pace.quick() : Pace.thorough();
    }
}
