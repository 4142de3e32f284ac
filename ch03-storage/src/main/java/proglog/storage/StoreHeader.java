package proglog.storage;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import proglog.CorruptLogException;

/// The first bytes of a store: what it is, in which version, and whose. Immutable.
///
/// ```
///  0       4         8      16       24      28         32
/// ┌───────┬─────────┬──────┬────────┬───────┬──────────┬────────
/// │ magic │ version │ base │ log id │ epoch │ checksum │ frames
/// └───────┴─────────┴──────┴────────┴───────┴──────────┴────────
/// ```
///
/// @param base the offset of the first record
/// @param logId drawn when the log was created, the same in all its stores
/// @param epoch how often the log was reset before; stores of earlier epochs are leftovers
record StoreHeader(long base, long logId, int epoch) {

    static final int BYTES = 32;

    /// The version of stores and indexes that this program reads and writes.
    static final int VERSION = 1;

    private static final int MAGIC = 0x504C4F47; // PLOG

    byte[] encode() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.putInt(MAGIC).putInt(VERSION).putLong(base).putLong(logId).putInt(epoch);
        return bytes.putInt(checksum(bytes.array())).array();
    }

    static StoreHeader decode(byte[] bytes, Path file) {
        ByteBuffer header = ByteBuffer.wrap(bytes);
        requireEqual(file, 0, "magic number", MAGIC, header.getInt());
        int version = header.getInt();
        if (version != VERSION) {
            throw new UnsupportedVersionException(file.toString(), version, VERSION);
        }
        StoreHeader decoded = new StoreHeader(header.getLong(), header.getLong(), header.getInt());
        requireEqual(file, 28, "checksum", checksum(bytes), header.getInt());
        return decoded;
    }

    private static void requireEqual(
            Path file, int position, String what, int expected, int found) {
        if (expected != found) {
            throw new CorruptLogException(
                    "%s, position %d: expected %s 0x%08x, found 0x%08x"
                            .formatted(file, position, what, expected, found));
        }
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, 28);
        return (int) crc.getValue();
    }
}
