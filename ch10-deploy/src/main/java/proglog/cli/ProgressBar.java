package proglog.cli;

import java.io.PrintWriter;
import java.time.Duration;

/// Shows on a terminal how far something is, once it is worth it, and on anything else nothing. For
/// one thread only.
final class ProgressBar {

    private static final long PERIOD_NANOS = Duration.ofMillis(200).toNanos();
    private static final double MIB = 1024.0 * 1024;
    private static final int WIDTH = 30;
    private static final int MANY = 100; // records

    private final PrintWriter terminal;
    private final boolean isShown;
    private final long total;
    private final long start = System.nanoTime();
    private long shownAt = start;
    private long records;
    private long bytes;

    /// Out of `total` bytes; 0 when nobody knows how many there are.
    ProgressBar(PrintWriter terminal, boolean isShown, long total) {
        this.terminal = terminal;
        this.isShown = isShown;
        this.total = total;
    }

    /// So many records more are done.
    void add(long moreRecords, long moreBytes) {
        records += moreRecords;
        bytes += moreBytes;
        if (isShown && records > MANY && System.nanoTime() - shownAt > PERIOD_NANOS) {
            shownAt = System.nanoTime();
            terminal.print("\r\u001b[K" + bar() + numbers());
            terminal.flush();
        }
    }

    /// All is done, or nothing more will be: the numbers stay, if it took a moment.
    void end() {
        if (isShown && shownAt != start) {
            terminal.print("\r\u001b[K" + numbers() + "\n");
            terminal.flush();
        }
    }

    private String bar() {
        if (total <= 0) {
            return "";
        }
        double done = Math.min(1, (double) bytes / total);
        int filled = (int) (done * WIDTH);
        return "%3.0f%% [%s%s] "
                .formatted(100 * done, "=".repeat(filled), " ".repeat(WIDTH - filled));
    }

    private String numbers() {
        double seconds = (System.nanoTime() - start) / 1e9;
        return "%,d records, %.0f MiB in %.1f s, %.0f MiB/s"
                .formatted(records, bytes / MIB, seconds, bytes / MIB / seconds);
    }
}
