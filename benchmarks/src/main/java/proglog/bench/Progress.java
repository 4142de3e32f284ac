package proglog.bench;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/// Says on a terminal what is being measured; says nothing elsewhere.
final class Progress {

    private final PrintWriter out;
    private final boolean visible;

    Progress(PrintWriter out, boolean visible) {
        this.out = out;
        this.visible = visible;
    }

    /// Whether standard error is a terminal, whatever standard output is.
    static boolean onTerminal() {
        try {
            String device = Path.of("/proc/self/fd/2").toRealPath().toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty");
        } catch (IOException _) { // not on Linux
            return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        }
    }

    void show(String name, int number, int count) {
        if (visible) {
            out.print("\r\u001b[K[%d/%d] %s".formatted(number, count, name));
            out.flush();
        }
    }

    void clear() {
        if (visible) {
            out.print("\r\u001b[K");
            out.flush();
        }
    }
}
