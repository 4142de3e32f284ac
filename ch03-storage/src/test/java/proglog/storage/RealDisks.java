package proglog.storage;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Whether this machine lets a test make disks: it must be Linux, the user root, and the tools
/// there.
///
/// Where it does not, a test is skipped, and says what is missing; with `REQUIRE_POWER_CUT=true` in
/// the environment it fails instead, so that a build which should run these tests cannot lose them.
final class RealDisks {

    private RealDisks() {}

    /// Goes on only where file systems can be mounted.
    static void require(String... tools) {
        if (!System.getProperty("os.name").equals("Linux")) {
            missing("Linux");
        }
        if (!isRoot()) {
            missing("the user root, to mount file systems");
        }
        requireTools(tools);
    }

    /// Goes on only where these programs can be run.
    static void requireTools(String... tools) {
        for (String tool : tools) {
            if (!isOnPath(tool)) {
                missing("the program " + tool);
            }
        }
    }

    static void missing(String what) {
        String message = "needs " + what;
        if ("true".equals(System.getenv("REQUIRE_POWER_CUT"))) {
            fail(message + ", and REQUIRE_POWER_CUT=true forbids to skip it");
        }
        abort("skipped: " + message);
    }

    private static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }

    private static boolean isOnPath(String tool) {
        return Stream.of((System.getenv("PATH") + ":/usr/sbin:/sbin").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
    }
}
