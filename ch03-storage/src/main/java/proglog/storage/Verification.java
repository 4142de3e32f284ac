package proglog.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import proglog.OffsetRange;

/// What is true of the files of a log: every checksum computed, every index entry compared.
/// Immutable.
///
/// Nothing is written, locked or repaired, so a damaged log and one that another process has open
/// can be verified; what that process is writing meanwhile may look torn.
///
/// @param segments those that could be walked to their end
/// @param findings all that is not as it should be
record Verification(List<SegmentReport> segments, List<Finding> findings) {

    /// The answer in one word.
    enum Verdict {
        /// Every record is intact; a crash explains all findings.
        WHOLE,
        /// Some record is lost or wrong, or an index is.
        DAMAGED,
        /// No damage is known, but not everything could be read.
        UNREADABLE
    }

    /// All offsets there can be.
    static final OffsetRange ALL = new OffsetRange(0, Long.MAX_VALUE);

    /// Verifies the segments in `directory` that may hold offsets of `range`.
    static Verification of(Disk disk, Path directory, OffsetRange range, LogVisitor visitor)
            throws IOException {
        return new Run(disk, range, visitor).over(LogDirectory.list(directory));
    }

    Verdict verdict() {
        if (has(Finding.Kind.DAMAGE)) {
            return Verdict.DAMAGED;
        }
        return has(Finding.Kind.UNREADABLE) ? Verdict.UNREADABLE : Verdict.WHOLE;
    }

    private boolean has(Finding.Kind kind) {
        return findings.stream().anyMatch(finding -> finding.kind() == kind);
    }

    /// How many records are intact.
    long records() {
        return segments.stream().mapToLong(SegmentReport::records).sum();
    }

    /// From the first segment's base to the last one's end.
    OffsetRange offsets() {
        return segments.isEmpty()
                ? new OffsetRange(0, 0)
                : new OffsetRange(
                        segments.getFirst().offsets().first(), segments.getLast().offsets().next());
    }

    /// One verification in progress. For one thread only.
    private static final class Run implements LogVisitor {

        private final Disk disk;
        private final OffsetRange range;
        private final LogVisitor visitor;
        private final List<SegmentReport> reports = new ArrayList<>();
        private final List<Finding> findings = new ArrayList<>();

        Run(Disk disk, OffsetRange range, LogVisitor visitor) {
            this.disk = disk;
            this.range = range;
            this.visitor = visitor;
        }

        Verification over(LogDirectory directory) {
            directory.findings().forEach(this::finding);
            Map<SegmentFiles, StoreHeader> headers = headers(directory.segments());
            List<SegmentFiles> segments = withoutLeftovers(directory.segments(), headers);
            Optional<SegmentReport> left = Optional.empty();
            for (int i = 0; i < segments.size(); i++) {
                boolean last = i == segments.size() - 1;
                long nextBase = last ? Long.MAX_VALUE : segments.get(i + 1).base();
                StoreHeader header = headers.get(segments.get(i));
                left =
                        header != null && isAsked(segments.get(i).base(), nextBase)
                                ? walk(segments.get(i), header, left, last)
                                : Optional.empty();
                left.ifPresent(reports::add);
            }
            return new Verification(List.copyOf(reports), List.copyOf(findings));
        }

        private Optional<SegmentReport> walk(
                SegmentFiles files,
                StoreHeader header,
                Optional<SegmentReport> left,
                boolean last) {
            SegmentCheck check = new SegmentCheck(disk, files, this);
            left.ifPresent(report -> check.requireNeighbours(report, header));
            return check.walk(header, last);
        }

        private boolean isAsked(long base, long nextBase) {
            return base < range.next() && range.first() < nextBase;
        }

        private Map<SegmentFiles, StoreHeader> headers(List<SegmentFiles> segments) {
            Map<SegmentFiles, StoreHeader> headers = new HashMap<>();
            for (SegmentFiles files : segments) {
                new SegmentCheck(disk, files, this)
                        .header()
                        .ifPresent(header -> headers.put(files, header));
            }
            return headers;
        }

        /// Without the segments that a reset, interrupted by a crash, has not deleted yet.
        private List<SegmentFiles> withoutLeftovers(
                List<SegmentFiles> segments, Map<SegmentFiles, StoreHeader> headers) {
            int newest = headers.values().stream().mapToInt(StoreHeader::epoch).max().orElse(0);
            List<SegmentFiles> current = new ArrayList<>();
            for (SegmentFiles files : segments) {
                StoreHeader header = headers.get(files);
                if (header == null || header.epoch() == newest) {
                    current.add(files);
                } else {
                    finding(leftover(files, header, newest));
                }
            }
            return current;
        }

        private static Finding leftover(SegmentFiles files, StoreHeader header, int newest) {
            return new Finding(
                    Finding.Kind.LEFTOVER,
                    files.store(),
                    new Damage(24, "epoch " + newest, "epoch " + header.epoch()),
                    "from before a reset: deleted when the log is opened");
        }

        @Override
        public void segment(SegmentFiles files, StoreHeader header) {
            visitor.segment(files, header);
        }

        @Override
        public void frame(Frame frame) {
            visitor.frame(frame);
        }

        @Override
        public void finding(Finding finding) {
            findings.add(finding);
            visitor.finding(finding);
        }

        @Override
        public void segmentEnd(SegmentReport report) {
            visitor.segmentEnd(report);
        }
    }
}
