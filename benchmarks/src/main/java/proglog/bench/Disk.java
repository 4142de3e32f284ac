package proglog.bench;

import java.io.IOException;

/// The file systems of this machine.
final class Disk {

    private Disk() {}

    /// Has everything written that is in memory only, where there is a program for it.
    static void settle() throws InterruptedException {
        try {
            new ProcessBuilder("sync").inheritIO().start().waitFor();
        } catch (IOException _) {
            // not on this system: whoever does not sync disturbs those after it
        }
    }
}
