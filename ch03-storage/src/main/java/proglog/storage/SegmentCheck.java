package proglog.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import proglog.OffsetRange;

/// Verifies one segment: its header, its frames, its index. For one thread only.
///
/// The index's footer is read before the store is opened: a sealed store does not grow any more, so
/// the two fit even when another process seals the segment meanwhile.
final class SegmentCheck {

    private final Disk disk;
    private final SegmentFiles files;
    private final LogVisitor visitor;

    SegmentCheck(Disk disk, SegmentFiles files, LogVisitor visitor) {
        this.disk = disk;
        this.files = files;
        this.visitor = visitor;
    }

    /// The header; empty when it cannot be used, and then the visitor knows why.
    Optional<StoreHeader> header() {
        try (DataFile file = disk.open(files.store(), StandardOpenOption.READ)) {
            Optional<Damage> damage = damage(file);
            if (damage.isEmpty()) {
                byte[] bytes = new byte[StoreHeader.BYTES];
                file.read(bytes, 0, bytes.length, 0);
                return Optional.of(StoreHeader.decode(bytes, files.store()));
            }
            damage(files.store(), damage.get(), "its frames cannot be checked");
        } catch (UnsupportedVersionException e) {
            unreadable(e);
        } catch (IOException e) {
            failed(e);
        }
        return Optional.empty();
    }

    private Optional<Damage> damage(DataFile file) throws IOException {
        if (file.size() < StoreHeader.BYTES) {
            return Optional.of(
                    new Damage(
                            0,
                            "a header of %d bytes".formatted(StoreHeader.BYTES),
                            file.size() + " bytes"));
        }
        byte[] bytes = new byte[StoreHeader.BYTES];
        file.read(bytes, 0, bytes.length, 0);
        Optional<Damage> damage = StoreHeader.damage(bytes);
        if (damage.isEmpty() && StoreHeader.decode(bytes, files.store()).base() != files.base()) {
            return Optional.of(
                    new Damage(
                            8,
                            "base " + files.base(),
                            "base " + StoreHeader.decode(bytes, files.store()).base()));
        }
        return damage;
    }

    /// Walks the segment; `last` when no other is known to follow. Empty when it cannot be read to
    /// its end.
    Optional<SegmentReport> walk(StoreHeader header, boolean last) {
        visitor.segment(files, header);
        try {
            Optional<IndexFooter> footer = IndexFooter.read(disk, files);
            try (Store store = Store.openToRead(disk, files)) {
                Optional<IndexFooter> fitting = footer.filter(f -> f.fits(store));
                footer.filter(f -> !f.fits(store)).ifPresent(f -> foreign(f, store));
                try (IndexComparison index =
                        IndexComparison.open(disk, files, fitting, visitor::finding)) {
                    boolean sealed = fitting.isPresent();
                    boolean end = last && (!sealed || Files.notExists(following(fitting.get())));
                    SegmentReport report =
                            new StoreWalk(files, store, end && !sealed, index, visitor)
                                    .walk(sealed);
                    visitor.segmentEnd(report);
                    if (sealed && end) {
                        followerMissing(report);
                    }
                    return Optional.of(report);
                }
            }
        } catch (IOException e) {
            failed(e);
            return Optional.empty();
        }
    }

    private Path following(IndexFooter footer) {
        return new SegmentFiles(files.directory(), footer.nextOffset()).store();
    }

    private void followerMissing(SegmentReport report) {
        damage(
                new SegmentFiles(files.directory(), report.offsets().next()).store(),
                new Damage(0, "a segment after offset " + (report.offsets().next() - 1), "no file"),
                "its records are lost");
    }

    private void foreign(IndexFooter footer, Store store) {
        damage(
                files.index(),
                new Damage(
                        (long) footer.entries() * Index.ENTRY_BYTES,
                        "the footer of base %d, %d bytes, log 0x%016x"
                                .formatted(files.base(), store.size(), store.header().logId()),
                        "base %d, %d bytes, log 0x%016x"
                                .formatted(footer.base(), footer.storeSize(), footer.logId())),
                "built again when the log is opened");
    }

    void damage(Path file, Damage damage, String consequence) {
        visitor.finding(new Finding(Finding.Kind.DAMAGE, file, damage, consequence));
    }

    /// Says so when this segment is not the one that follows `left`.
    void requireNeighbours(SegmentReport left, StoreHeader header) {
        if (left.endKnown() && left.offsets().next() != files.base()) {
            OffsetRange offsets = left.offsets();
            damage(
                    left.files().store(),
                    new Damage(
                            left.bytes(),
                            "an end before offset " + files.base(),
                            "one before " + offsets.next()),
                    files.store().getFileName() + " does not follow it");
        }
        if (left.header().logId() != header.logId()) {
            damage(
                    files.store(),
                    new Damage(
                            16,
                            "log id 0x%016x".formatted(left.header().logId()),
                            "0x%016x".formatted(header.logId())),
                    "it belongs to another log");
        }
    }

    private void failed(IOException failure) {
        if (failure instanceof NoSuchFileException && Files.notExists(files.store())) {
            finding(Finding.Kind.GONE, "the file that was listed", "none", "as retention does");
        } else {
            unreadable(failure);
        }
    }

    private void unreadable(Exception failure) {
        finding(
                Finding.Kind.UNREADABLE,
                "a file to read",
                String.valueOf(failure.getMessage()),
                "not checked");
    }

    private void finding(Finding.Kind kind, String expected, String found, String consequence) {
        visitor.finding(
                new Finding(kind, files.store(), new Damage(0, expected, found), consequence));
    }
}
