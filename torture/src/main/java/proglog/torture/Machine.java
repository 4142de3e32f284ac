package proglog.torture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What can be done to nodes on this machine. Immutable.
///
/// @param can which faults it has what it takes for
/// @param lacks what is missing for the others, in words
record Machine(Set<FaultKind.Need> can, List<String> lacks) {

    /// Copies both.
    Machine {
        can = Set.copyOf(can);
        lacks = List.copyOf(lacks);
    }

    /// Looks at this one.
    static Machine here() throws IOException {
        Set<FaultKind.Need> can = EnumSet.of(FaultKind.Need.NOTHING);
        List<String> lacks = new ArrayList<>();
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new IllegalStateException("faults are made of what only Linux has");
        }
        note(FaultKind.Need.NETWORK, true, can, lacks, "ip", "nsenter");
        note(FaultKind.Need.DISK, true, can, lacks, "mount", "umount", "mkfs.ext4", "fallocate");
        note(FaultKind.Need.SHIM, false, can, lacks, "gcc");
        return new Machine(can, lacks);
    }

    private static void note(
            FaultKind.Need need,
            boolean asRoot,
            Set<FaultKind.Need> can,
            List<String> lacks,
            String... programs)
            throws IOException {
        List<String> missing = new ArrayList<>(Tool.missing(programs));
        if (asRoot && !Tool.isRoot()) {
            missing.add("the user root");
        }
        if (missing.isEmpty()) {
            can.add(need);
        } else {
            lacks.add(
                    "no faults that need %s: %s is missing"
                            .formatted(
                                    need.name().toLowerCase(Locale.ROOT),
                                    String.join(", ", missing)));
        }
    }

    boolean can(FaultKind.Need need) {
        return can.contains(need);
    }

    /// Fails when it lacks something and `REQUIRE_NETNS=true` forbids to do without.
    void requireEverything() {
        if (!lacks.isEmpty() && "true".equals(System.getenv("REQUIRE_NETNS"))) {
            throw new IllegalStateException(
                    "%s, and REQUIRE_NETNS=true forbids to do without"
                            .formatted(String.join("; ", lacks)));
        }
    }
}
