package proglog.torture;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;

/// Whether this machine lets a test make networks and disks. Where it does not, a test is skipped,
/// and says what is missing; with `REQUIRE_NETNS=true` in the environment it fails instead.
final class RealMachine {

    private RealMachine() {}

    /// Goes on only where all of them can be had.
    static Machine require() throws IOException {
        Machine machine = Machine.here();
        if (!machine.lacks().isEmpty()) {
            String message = String.join("; ", machine.lacks());
            if ("true".equals(System.getenv("REQUIRE_NETNS"))) {
                fail(message + ", and REQUIRE_NETNS=true forbids to skip it");
            }
            abort("skipped: " + message);
        }
        return machine;
    }
}
