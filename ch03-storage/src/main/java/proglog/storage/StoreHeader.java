package proglog.storage;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
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
        Optional<Damage> damage = damage(bytes);
        if (damage.isPresent()) {
            throw new CorruptLogException(file + ", " + damage.get());
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        int version = header.getInt(4);
        if (version != VERSION) {
            throw new UnsupportedVersionException(file.toString(), version, VERSION);
        }
        return new StoreHeader(header.getLong(8), header.getLong(16), header.getInt(24));
    }

    /// What is wrong with `bytes` as a header; the rest of another version's is not judged.
    static Optional<Damage> damage(byte[] bytes) {
        ByteBuffer header = ByteBuffer.wrap(bytes);
        if (header.getInt(0) != MAGIC) {
            return Optional.of(difference(0, "magic number", MAGIC, header.getInt(0)));
        }
        if (header.getInt(4) == VERSION && header.getInt(28) != checksum(bytes)) {
            return Optional.of(difference(28, "checksum", checksum(bytes), header.getInt(28)));
        }
        return Optional.empty();
    }

    private static Damage difference(int position, String what, int expected, int found) {
        return new Damage(
                position, "%s 0x%08x".formatted(what, expected), "0x%08x".formatted(found));
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, 28);
        return (int) crc.getValue();
    }
}
