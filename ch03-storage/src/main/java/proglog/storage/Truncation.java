package proglog.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;
import proglog.Producers;
import proglog.Task;

/// Cuts a log at its front, at its end, or altogether, so that a crash at any moment leaves a log.
/// One thread at a time.
final class Truncation {

    private static final int COPY_BYTES = 1024 * 1024;

    private final Disk disk;
    private final Path directory;
    private final SegmentedLogConfig config;
    private final Segments segments;

    Truncation(Disk disk, Path directory, SegmentedLogConfig config, Segments segments) {
        this.disk = disk;
        this.directory = directory;
        this.config = config;
        this.segments = segments;
    }

    /// Drops the segments that hold nothing at `offset` or above, never the active one.
    @Task("3.8")
    void prefix(long offset) throws IOException {
        while (segments.all().size() > 1 && segments.all().getFirst().next() <= offset) {
            segments.removeFirst();
        }
    }

    /// Drops every record at `offset` or above.
    void suffix(long offset) throws IOException {
        OffsetRange range = segments.offsets();
        if (offset < range.first() || offset > range.next()) {
            throw new OffsetOutOfRangeException(offset, range);
        }
        if (offset == range.next()) {
            return;
        }
        List<Segment> all = segments.all();
        int kept = all.indexOf(segments.holding(offset)) + 1;
        Segment last = all.get(kept - 1);
        // A sealed index says that another segment follows: before any segment goes, all those go.
        for (Segment changed : all.subList(kept - 1, all.size())) {
            Files.deleteIfExists(changed.files().index());
        }
        disk.syncDirectory(directory);
        segments.keepFirst(kept);
        rewrite(last, offset);
        Segment cut =
                Recovery.openLast(disk, last.files(), config.maxIndexBytes(), new Producers());
        segments.replaceLast(cut);
        last.close();
    }

    /// Writes the store anew without the records from `offset` on, and puts it in the old one's
    /// place.
    private void rewrite(Segment segment, long offset) throws IOException {
        try (DataFile file =
                disk.open(
                        segment.files().temporary(),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            if (offset == segment.base()) {
                file.write(ByteBuffer.wrap(segment.store().read(0, StoreHeader.BYTES)), 0);
            } else {
                Frame last = segment.frameWith(offset - 1);
                copy(segment.store(), file, last.position());
                Checksum checksum = new Checksum(segment.store().header().logId());
                file.write(ByteBuffer.wrap(last.cutBefore(offset, checksum)), last.position());
            }
            file.force();
        }
        Files.move(
                segment.files().temporary(),
                segment.files().store(),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
        disk.syncDirectory(directory);
    }

    private static void copy(Store from, DataFile to, long end) throws IOException {
        for (long at = 0; at < end; at += COPY_BYTES) {
            to.write(ByteBuffer.wrap(from.read(at, Math.min(end, at + COPY_BYTES))), at);
        }
    }

    /// Drops everything: the next record will be at `offset`.
    void reset(long offset) throws IOException {
        StoreHeader header = segments.active().store().header();
        SegmentFiles files = new SegmentFiles(directory, offset);
        Files.deleteIfExists(files.index()); // an old segment of this name still has it mapped
        // The higher epoch decides: if a crash leaves old segments behind, opening the log deletes
        // them.
        StoreHeader next = new StoreHeader(offset, header.logId(), header.epoch() + 1);
        segments.startOver(Segment.create(disk, files, next, config.maxIndexBytes()));
    }
}
