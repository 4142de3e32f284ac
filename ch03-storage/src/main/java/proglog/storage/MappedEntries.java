package proglog.storage;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/// The entries of an index as they lie in the file, mapped into memory; closing it unmaps them. For
/// many threads.
final class MappedEntries implements Closeable {

    static final int ENTRY_BYTES = 12;

    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final Mapping mapping;
    private final MemorySegment map;

    private MappedEntries(Mapping mapping) {
        this.mapping = mapping;
        this.map = mapping.bytes();
    }

    /// Maps the first `entries` of the file at `path`.
    static MappedEntries existing(Path path, int entries) throws IOException {
        return new MappedEntries(Mapping.existing(path, (long) entries * ENTRY_BYTES));
    }

    /// Makes the file at `path` large enough for `entries`, and maps them.
    static MappedEntries grown(Path path, int entries) throws IOException {
        return new MappedEntries(Mapping.grown(path, (long) entries * ENTRY_BYTES));
    }

    /// For how many entries there is room.
    int capacity() {
        return (int) (map.byteSize() / ENTRY_BYTES);
    }

    int relativeOffset(int number) {
        return map.get(INT, (long) number * ENTRY_BYTES);
    }

    long position(int number) {
        return map.get(LONG, (long) number * ENTRY_BYTES + Integer.BYTES);
    }

    /// The checksum over the first `entries`.
    int checksum(int entries) {
        CRC32C crc = new CRC32C();
        crc.update(map.asSlice(0, (long) entries * ENTRY_BYTES).asByteBuffer());
        return (int) crc.getValue();
    }

    boolean isOpen() {
        return mapping.isOpen();
    }

    @Override
    public void close() {
        mapping.close();
    }
}
