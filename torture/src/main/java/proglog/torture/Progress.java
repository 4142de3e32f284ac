package proglog.torture;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/// Says on a terminal what is being done; says nothing elsewhere.
final class Progress implements AutoCloseable {

    private final PrintWriter out;
    private final boolean isVisible;

    Progress(PrintWriter out, boolean isVisible) {
        this.out = out;
        this.isVisible = isVisible;
    }

    /// On standard error, if that is a terminal.
    static Progress onTerminal(PrintWriter out) {
        try {
            String device = Path.of("/proc/self/fd/2").toRealPath().toString();
            return new Progress(
                    out, device.startsWith("/dev/pts/") || device.startsWith("/dev/tty"));
        } catch (IOException _) { // not on Linux
            return new Progress(out, false);
        }
    }

    void show(String what) {
        if (isVisible) {
            out.print("\r\u001b[K" + what);
            out.flush();
        }
    }

    @Override
    public void close() {
        show("");
    }
}
