package proglog.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/// What is written behind the last entry of an index when its segment is sealed. Immutable.
///
/// Opening a log reads the footers, not the segments: a footer that fits its store says where the
/// segment ends, and lets the entries be checked when they are first needed.
///
/// ```
///  0       4         8      16           24            32       40                 44                48
/// ┌───────┬─────────┬──────┬────────────┬─────────────┬────────┬──────────────────┬─────────────────┐
/// │ magic │ entries │ base │ store size │ next offset │ log id │ entries checksum │ footer checksum │
/// └───────┴─────────┴──────┴────────────┴─────────────┴────────┴──────────────────┴─────────────────┘
/// ```
record IndexFooter(
        int entries, long base, long storeSize, long nextOffset, long logId, int entriesChecksum) {

    static final int BYTES = 48;

    private static final int MAGIC = 0x504C4F46; // PLOF
    private static final int CHECKED_BYTES = 44;

    ByteBuffer encode() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.putInt(MAGIC).putInt(entries).putLong(base).putLong(storeSize);
        bytes.putLong(nextOffset).putLong(logId).putInt(entriesChecksum);
        return bytes.putInt(checksum(bytes.array())).flip();
    }

    /// The footer of the segment's index, if there is one and it fits `store`.
    static Optional<IndexFooter> read(Disk disk, SegmentFiles files, Store store)
            throws IOException {
        return read(disk, files).filter(footer -> footer.fits(store));
    }

    /// The footer of the segment's index, if there is one and it fits the index's size.
    static Optional<IndexFooter> read(Disk disk, SegmentFiles files) throws IOException {
        if (!Files.exists(files.index())) {
            return Optional.empty();
        }
        try (DataFile file = disk.open(files.index(), StandardOpenOption.READ)) {
            long size = file.size();
            if (size < BYTES) {
                return Optional.empty();
            }
            byte[] bytes = new byte[BYTES];
            file.read(bytes, 0, BYTES, size - BYTES);
            return decode(bytes)
                    .filter(footer -> size == (long) footer.entries * Index.ENTRY_BYTES + BYTES);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /// Whether it speaks of `store` as it is now.
    boolean fits(Store store) {
        return base == store.header().base()
                && storeSize == store.size()
                && logId == store.header().logId();
    }

    private static Optional<IndexFooter> decode(byte[] bytes) {
        ByteBuffer footer = ByteBuffer.wrap(bytes);
        int magic = footer.getInt();
        IndexFooter decoded =
                new IndexFooter(
                        footer.getInt(),
                        footer.getLong(),
                        footer.getLong(),
                        footer.getLong(),
                        footer.getLong(),
                        footer.getInt());
        return magic == MAGIC && footer.getInt() == checksum(bytes)
                ? Optional.of(decoded)
                : Optional.empty();
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, CHECKED_BYTES);
        return (int) crc.getValue();
    }
}
