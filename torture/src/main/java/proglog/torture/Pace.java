package proglog.torture;

import java.time.Duration;

/// How long faults last and how much happens between them. Immutable.
///
/// @param shortest of a fault's duration
/// @param longest of a fault's duration
/// @param before at most so many appends are acknowledged between two faults
record Pace(Duration shortest, Duration longest, int before) {

    /// So that forty faults take five minutes.
    static Pace quick() {
        return new Pace(Duration.ofMillis(1_000), Duration.ofMillis(2_500), 200);
    }

    /// For a run that may take its time.
    static Pace thorough() {
        return new Pace(Duration.ofSeconds(5), Duration.ofSeconds(30), 2_000);
    }
}
