package proglog.torture;

import java.time.Duration;

/// One thing that is done to the cluster. Immutable.
///
/// @param number from 1
/// @param kind what
/// @param chance decides what is still open, such as which of the followers
/// @param hold how long it lasts
/// @param before how many appends are acknowledged before it begins
record Fault(int number, FaultKind kind, long chance, Duration hold, int before) {

    @Override
    public String toString() {
        return "%d %s (%d ms)".formatted(number, kind.words(), hold.toMillis());
    }
}
