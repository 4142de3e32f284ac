package proglog.torture;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// What is done to a cluster.
enum FaultKind {
    /// kill -9, and a new start.
    KILL_LEADER,
    /// kill -9 of one that does not lead.
    KILL_FOLLOWER,
    /// kill -9 of more than half, at once.
    KILL_MAJORITY,
    /// kill -9 of all, at once.
    KILL_ALL,
    /// SIGSTOP, and SIGCONT after a while: it does not know that time has passed.
    PAUSE_LEADER,
    /// The same for one that does not lead.
    PAUSE_FOLLOWER,
    /// The leader and the others do not reach each other; clients reach all.
    CUT_OFF_LEADER(Need.NETWORK),
    /// The same for one that does not lead.
    CUT_OFF_FOLLOWER(Need.NETWORK),
    /// Nobody reaches anybody.
    CUT_OFF_ALL(Need.NETWORK),
    /// What the leader sends does not arrive; what is sent to it does.
    MUTE_LEADER(Need.NETWORK),
    /// What is sent to the leader does not arrive; what it sends does.
    DEAFEN_LEADER(Need.NETWORK),
    /// Two halves that do not reach each other, and one node that reaches both.
    BRIDGE(Need.NETWORK),
    /// Each sync takes long.
    SLOW_DISK(Need.SHIM),
    /// Not a byte left.
    FULL_DISK(Need.DISK),
    /// Each sync fails.
    FAILING_SYNC(Need.SHIM),
    /// One node loses what it has not synced.
    POWER_CUT(Need.DISK),
    /// All nodes lose what they have not synced, at once.
    POWER_CUT_ALL(Need.DISK),
    /// One after the other is told to stop, and started again.
    ROLLING_RESTART,
    /// A node with an empty disk joins, and leaves again.
    JOIN_AND_LEAVE,
    /// A node leaves, and joins with an empty disk.
    REPLACE_DISK,
    /// The time of day of one node leaps, and leaps back.
    CLOCK_JUMP(Need.SHIM);

    /// What the machine must have for it.
    enum Need {
        /// What every machine has.
        NOTHING,
        /// Namespaces and virtual networks.
        NETWORK,
        /// File systems in files.
        DISK,
        /// A library between a process and its system.
        SHIM
    }

    private final Need need;

    FaultKind() {
        this(Need.NOTHING);
    }

    FaultKind(Need need) {
        this.need = need;
    }

    /// Those that can be done with no more than this.
    static List<FaultKind> possibleWith(Set<Need> present) {
        return Stream.of(values())
                .filter(kind -> present.contains(kind.need) || kind.need == Need.NOTHING)
                .toList();
    }

    /// As people read it.
    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
