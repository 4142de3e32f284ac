package proglog.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import proglog.CorruptLogException;
import proglog.Producers;

/// Opens the segments of a directory, and finds out whether they belong together. For one thread.
///
/// The sealed ones are opened by their indexes' footers, only the last one is read: how long it
/// takes depends on the size of a segment, not of the log.
final class Opening {

    private final Disk disk;
    private final Path directory;
    private final SegmentedLogConfig config;
    private final Producers producers = new Producers();

    private Opening(Disk disk, Path directory, SegmentedLogConfig config) {
        this.disk = disk;
        this.directory = directory;
        this.config = config;
    }

    /// Opens the log in `directory`, or creates it there.
    static OpenedLog open(Disk disk, Path directory, SegmentedLogConfig config) throws IOException {
        return new Opening(disk, directory, config).open();
    }

    private OpenedLog open() throws IOException {
        SegmentFiles.deleteTemporary(directory);
        List<SegmentFiles> files = withoutLeftovers(SegmentFiles.list(directory));
        List<Segment> opened = new ArrayList<>();
        try {
            openAll(files, opened);
            return new OpenedLog(new Segments(opened), producers, lastTime(opened));
        } catch (IOException | RuntimeException e) {
            try {
                new Segments(opened).close();
            } catch (IOException closing) {
                e.addSuppressed(closing);
            }
            throw e;
        }
    }

    private void openAll(List<SegmentFiles> files, List<Segment> opened) throws IOException {
        if (files.isEmpty()) {
            StoreHeader header =
                    new StoreHeader(config.firstOffset(), new SecureRandom().nextLong(), 0);
            SegmentFiles first = new SegmentFiles(directory, config.firstOffset());
            opened.add(Segment.create(disk, first, header, config.maxIndexBytes()));
            return;
        }
        for (SegmentFiles sealed : files.subList(0, files.size() - 1)) {
            opened.add(openSealed(sealed));
        }
        opened.add(openLast(files.getLast()));
        for (int i = 1; i < opened.size(); i++) {
            requireNeighbours(opened.get(i - 1), opened.get(i));
        }
    }

    private Segment openSealed(SegmentFiles files) throws IOException {
        Store store = Store.open(disk, files);
        try {
            Optional<IndexFooter> footer = IndexFooter.read(disk, files, store);
            if (footer.isEmpty()) {
                Recovery.rebuildIndex(disk, files, store).close();
                footer = IndexFooter.read(disk, files, store);
            }
            return Segment.sealed(disk, files, store, footer.orElseThrow());
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private Segment openLast(SegmentFiles files) throws IOException {
        try (Store store = Store.open(disk, files)) {
            Optional<IndexFooter> footer = IndexFooter.read(disk, files, store);
            if (footer.isPresent()) { // sealed, so another segment had begun
                throw new CorruptLogException(
                        "%s is missing: expected after offset %d, found nothing"
                                .formatted(
                                        new SegmentFiles(directory, footer.get().nextOffset())
                                                .store(),
                                        footer.get().nextOffset() - 1));
            }
        }
        return Recovery.openLast(disk, files, config.maxIndexBytes(), producers);
    }

    private static void requireNeighbours(Segment left, Segment right) {
        if (left.next() != right.base()) {
            throw new CorruptLogException(
                    "%s: expected a segment that ends before offset %d, found one that ends before %d; %s follows"
                            .formatted(
                                    left.store().path(),
                                    right.base(),
                                    left.next(),
                                    right.store().path().getFileName()));
        }
        long expected = left.store().header().logId();
        long found = right.store().header().logId();
        if (expected != found) {
            throw new CorruptLogException(
                    "%s, position 16: expected log id 0x%016x, found 0x%016x, another log's"
                            .formatted(right.store().path(), expected, found));
        }
    }

    /// Deletes the segments that a reset, interrupted by a crash, has not deleted yet.
    private List<SegmentFiles> withoutLeftovers(List<SegmentFiles> files) throws IOException {
        List<Integer> epochs = new ArrayList<>();
        for (SegmentFiles each : files) {
            try (Store store = Store.open(disk, each)) {
                epochs.add(store.header().epoch());
            }
        }
        int newest = epochs.stream().mapToInt(Integer::intValue).max().orElse(0);
        List<SegmentFiles> current = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            if (epochs.get(i) == newest) {
                current.add(files.get(i));
            } else {
                files.get(i).delete(disk);
            }
        }
        return current;
    }

    private static Instant lastTime(List<Segment> segments) throws IOException {
        for (Segment segment : segments.reversed()) {
            Optional<Instant> time = segment.lastTime();
            if (time.isPresent()) {
                return time.get();
            }
        }
        return Instant.EPOCH;
    }
}
