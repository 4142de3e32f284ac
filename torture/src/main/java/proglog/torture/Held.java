package proglog.torture;

import java.io.IOException;

/// Something that is done, holds for a while, and is taken back.
final class Held {

    private Held() {}

    /// Something that may fail as the system does.
    interface Step {
        void run() throws IOException, InterruptedException;
    }

    /// Does `before`, waits as long as `fault` lasts, and does `after` in any case.
    static void during(Fault fault, Step before, Step after)
            throws IOException, InterruptedException {
        try {
            before.run();
            Thread.sleep(fault.hold());
        } finally {
            after.run();
        }
    }
}
