package proglog.storage;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// The entries of an index as they lie in the file, mapped into memory; closing it unmaps them. For
/// many threads.
final class MappedEntries implements Closeable {

    static final int ENTRY_BYTES = 12;

    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final Arena arena;
    private final MemorySegment map;

    private MappedEntries(Arena arena, MemorySegment map) {
        this.arena = arena;
        this.map = map;
    }

    /// Maps the first `entries` of the file at `path`.
    static MappedEntries existing(Path path, int entries) throws IOException {
        return map(path, MapMode.READ_ONLY, entries, StandardOpenOption.READ);
    }

    /// Makes the file at `path` large enough for `entries`, and maps them.
    static MappedEntries grown(Path path, int entries) throws IOException {
        return map(
                path,
                MapMode.READ_WRITE,
                entries,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    private static MappedEntries map(Path path, MapMode mode, int entries, OpenOption... options)
            throws IOException {
        Arena arena = Arena.ofShared();
        try {
            return new MappedEntries(
                    arena,
                    Uninterrupted.run(() -> {
                        try (FileChannel channel = FileChannel.open(path, options)) {
                            return channel.map(mode, 0, (long) entries * ENTRY_BYTES, arena);
                        }
                    }));
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
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
        return arena.scope().isAlive();
    }

    @Override
    public void close() {
        arena.close();
    }
}
