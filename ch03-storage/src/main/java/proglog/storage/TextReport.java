package proglog.storage;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import proglog.LogRecord;
import proglog.OffsetRange;
import proglog.ProducerSequence;

/// A report for people. For one thread only.
final class TextReport implements Report {

    private final PrintWriter out;
    private final Selection selection;

    TextReport(PrintWriter out, Selection selection) {
        this.out = out;
        this.selection = selection;
    }

    @Override
    public void begin(Path directory, Optional<String> holder) {
        holder.ifPresent(process ->
                print(
                        "note: %s may have this log open: what it is writing can look torn"
                                .formatted(process)));
    }

    @Override
    public void segment(SegmentFiles files, StoreHeader header) {
        if (selection.frames()) {
            print(
                    "%s  version %d, base %d, log 0x%016x, epoch %d"
                            .formatted(
                                    files.store().getFileName(),
                                    StoreHeader.VERSION,
                                    header.base(),
                                    header.logId(),
                                    header.epoch()));
        }
    }

    @Override
    public void frame(Frame frame) {
        if (!selection.shows(frame)) {
            return;
        }
        print(
                "  position %d, %s, %s, %s, synced %d, checksum 0x%08x ok%s%s"
                        .formatted(
                                frame.position(),
                                counted(frame.end() - frame.position(), "byte"),
                                contents(frame),
                                frame.time(),
                                frame.synced(),
                                frame.checksum(),
                                producer(frame.sequence()),
                                frame.hasMore() ? ", batch goes on" : ""));
        for (LogRecord record : selection.records(frame)) {
            out.println("    offset " + record.offset() + "  " + Escaped.value(record.value()));
        }
    }

    private static String contents(Frame frame) {
        return frame.count() == 0
                ? "mark"
                : "offsets " + new OffsetRange(frame.firstOffset(), frame.nextOffset());
    }

    private static String producer(ProducerSequence sequence) {
        return sequence.isNone()
                ? ""
                : ", producer %d sequence %d".formatted(sequence.producer(), sequence.sequence());
    }

    @Override
    public void finding(Finding finding) {
        print(finding.kind().text() + ": " + finding);
    }

    @Override
    public void segmentEnd(SegmentReport report) {
        print(
                "%s  %s, %s in %s, %s; index: %d of %s%s"
                        .formatted(
                                report.files().store().getFileName(),
                                report.offsets(),
                                counted(report.records(), "record"),
                                counted(report.frames(), "frame"),
                                counted(report.bytes(), "byte"),
                                report.indexEntries(),
                                counted(report.dataFrames(), "entry", "entries"),
                                report.sealed() ? ", sealed" : ""));
    }

    @Override
    public void end(Verification verification) {
        print(
                "%s: %s, %s at offsets %s"
                        .formatted(
                                verification.verdict().name().toLowerCase(Locale.ROOT),
                                counted(verification.segments().size(), "segment"),
                                counted(verification.records(), "record"),
                                verification.offsets()));
    }

    private static String counted(long number, String what) {
        return counted(number, what, what + "s");
    }

    private static String counted(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /// Names of files and what damaged ones hold are other people's bytes, too.
    private void print(String line) {
        out.println(Escaped.text(line));
    }
}
