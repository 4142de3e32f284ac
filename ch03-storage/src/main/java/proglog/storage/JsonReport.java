package proglog.storage;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import proglog.LogRecord;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/// A report for programs: one JSON object a line, its `type` first. For one thread only.
final class JsonReport implements Report {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .changeDefaultPropertyInclusion(inclusion ->
                            inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
                    .build();

    private final PrintWriter out;
    private final Selection selection;

    JsonReport(PrintWriter out, Selection selection) {
        this.out = out;
        this.selection = selection;
    }

    private record LogLine(String type, String directory, Optional<String> holder) {}

    private record SegmentLine(
            String type, String store, int version, long base, String logId, int epoch) {}

    private record FrameLine(
            String type,
            long position,
            long bytes,
            long firstOffset,
            long nextOffset,
            Instant time,
            long synced,
            String checksum,
            boolean batchGoesOn,
            Optional<Long> producer,
            Optional<Long> sequence) {}

    private record RecordLine(String type, long offset, Instant time, String value) {}

    private record FindingLine(
            String type,
            String kind,
            String file,
            long position,
            String expected,
            String found,
            String consequence) {}

    private record SegmentEndLine(
            String type,
            String store,
            long firstOffset,
            long nextOffset,
            long records,
            long frames,
            long bytes,
            Optional<Instant> firstTime,
            Optional<Instant> lastTime,
            long dataFrames,
            int indexEntries,
            boolean sealed) {}

    private record EndLine(
            String type,
            String verdict,
            int segments,
            long records,
            long firstOffset,
            long nextOffset,
            int findings) {}

    @Override
    public void begin(Path directory, Optional<String> holder) {
        print(new LogLine("log", directory.toString(), holder));
    }

    @Override
    public void segment(SegmentFiles files, StoreHeader header) {
        print(
                new SegmentLine(
                        "segment",
                        name(files.store()),
                        StoreHeader.VERSION,
                        header.base(),
                        "0x%016x".formatted(header.logId()),
                        header.epoch()));
    }

    @Override
    public void frame(Frame frame) {
        if (!selection.shows(frame)) {
            return;
        }
        Optional<Long> producer =
                Optional.of(frame.sequence().producer()).filter(_ -> !frame.sequence().isNone());
        print(
                new FrameLine(
                        "frame",
                        frame.position(),
                        frame.end() - frame.position(),
                        frame.firstOffset(),
                        frame.nextOffset(),
                        frame.time(),
                        frame.synced(),
                        "0x%08x".formatted(frame.checksum()),
                        frame.hasMore(),
                        producer,
                        producer.map(_ -> frame.sequence().sequence())));
        for (LogRecord found : selection.records(frame)) {
            String value = Base64.getEncoder().encodeToString(found.value().toByteArray());
            print(new RecordLine("record", found.offset(), found.appendedAt(), value));
        }
    }

    @Override
    public void finding(Finding finding) {
        print(
                new FindingLine(
                        "finding",
                        finding.kind().text(),
                        name(finding.file()),
                        finding.damage().position(),
                        finding.damage().expected(),
                        finding.damage().found(),
                        finding.consequence()));
    }

    @Override
    public void segmentEnd(SegmentReport report) {
        print(
                new SegmentEndLine(
                        "segment end",
                        name(report.files().store()),
                        report.offsets().first(),
                        report.offsets().next(),
                        report.records(),
                        report.frames(),
                        report.bytes(),
                        report.firstTime(),
                        report.lastTime(),
                        report.dataFrames(),
                        report.indexEntries(),
                        report.sealed()));
    }

    @Override
    public void end(Verification verification) {
        print(
                new EndLine(
                        "end",
                        verification.verdict().name().toLowerCase(Locale.ROOT),
                        verification.segments().size(),
                        verification.records(),
                        verification.offsets().first(),
                        verification.offsets().next(),
                        verification.findings().size()));
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private void print(Object line) {
        out.println(MAPPER.writeValueAsString(line));
    }
}
