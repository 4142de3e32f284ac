package proglog.storage;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;

/// Shows on a terminal how far a verification is, once it takes longer than a second. For one
/// thread only.
final class Progress implements LogVisitor {

    private static final long PERIOD_NANOS = Duration.ofSeconds(1).toNanos();

    private final LogVisitor visitor;
    private final PrintWriter terminal;
    private final long start = System.nanoTime();
    private long shown = start;
    private String segment = "";
    private boolean onScreen;

    Progress(LogVisitor visitor, PrintWriter terminal) {
        this.visitor = visitor;
        this.terminal = terminal;
    }

    /// Whether somebody sits at the other end.
    static boolean isWanted() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    @Override
    public void segment(SegmentFiles files, StoreHeader header) {
        clear();
        segment = files.store().getFileName().toString();
        visitor.segment(files, header);
    }

    @Override
    public void frame(Frame frame) {
        long now = System.nanoTime();
        if (now - shown > PERIOD_NANOS) {
            shown = now;
            onScreen = true;
            terminal.printf(
                    "\r%s: %d MiB, %d s",
                    segment,
                    frame.position() / (1024 * 1024),
                    Duration.ofNanos(now - start).toSeconds());
            terminal.flush();
        }
        visitor.frame(frame);
    }

    @Override
    public void finding(Finding finding) {
        clear();
        visitor.finding(finding);
    }

    @Override
    public void segmentEnd(SegmentReport report) {
        clear();
        visitor.segmentEnd(report);
    }

    private void clear() {
        if (onScreen) {
            terminal.print("\r\u001b[K");
            terminal.flush();
            onScreen = false;
        }
    }
}
