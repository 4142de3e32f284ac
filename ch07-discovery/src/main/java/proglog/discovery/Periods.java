package proglog.discovery;

import java.time.Duration;

/// How often a member does what. Immutable.
///
/// @param probe how often it asks one other member whether it is there
/// @param probeTimeout how long it waits for that answer; then it has others ask, and when they get
///   none either, the member is suspected
/// @param suspicion how long a member that is suspected may take to say that it is there; then it
///   has failed
/// @param gossip how often news are passed on
/// @param seek how often it looks for members at the addresses to join and at those that failed
public record Periods(
        Duration probe, Duration probeTimeout, Duration suspicion, Duration gossip, Duration seek) {

    /// All are more than nothing.
    public Periods {
        requirePositive("probe", probe);
        requirePositive("probe time-out", probeTimeout);
        requirePositive("suspicion", suspicion);
        requirePositive("gossip", gossip);
        requirePositive("seek", seek);
    }

    private static void requirePositive(String name, Duration period) {
        if (period.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "the %s period %s is less than a millisecond".formatted(name, period));
        }
    }

    /// A killed member is noticed in about a second.
    public static Periods standard() {
        return new Periods(
                Duration.ofMillis(250),
                Duration.ofMillis(250),
                Duration.ofMillis(750),
                Duration.ofMillis(100),
                Duration.ofSeconds(1));
    }
}
