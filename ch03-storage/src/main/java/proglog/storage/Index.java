package proglog.storage;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;
import proglog.Task;

/// A table of positions: for each frame of a store the offset of its first record, relative to the
/// segment's base (4 bytes), and the frame's position (8 bytes), both big-endian, in rising order.
///
/// Grown to its maximum and mapped into memory while it is open, cut to its real size when it is
/// closed. It is read through the map and written through the file, because a full disk is then an
/// `IOException` and not a fault in the middle of a memory access. One thread at a time writes; any
/// number read the entries that were published.
final class Index implements Closeable {

    static final int ENTRY_BYTES = 12;

    private static final int BUFFERED_ENTRIES = 1024;
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    /// Where the frame begins whose first record has this offset, relative to the segment's base.
    record Entry(int relativeOffset, long position) {}

    private final DataFile file;
    private final Arena arena;
    private final MemorySegment map;
    private final int limit; // entries that may be added, whatever fits the map
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFERED_ENTRIES * ENTRY_BYTES);
    private int written; // entries in the file or the buffer; by the writer only
    private volatile int published; // entries that readers see; written by the writer
    private volatile boolean sealed; // written by the writer

    private Index(DataFile file, Arena arena, MemorySegment map, int limit, int entries) {
        this.file = file;
        this.arena = arena;
        this.map = map;
        this.limit = limit;
        this.written = entries;
        this.published = entries;
    }

    /// Opens an empty index at `path` that is full at `maxBytes`, but can be filled with `entries`
    /// that are there already; what the file held before is gone.
    static Index create(Disk disk, Path path, int maxBytes, int entries) throws IOException {
        int limit = maxBytes / ENTRY_BYTES;
        long capacity = (long) Math.max(limit, entries) * ENTRY_BYTES;
        DataFile file =
                disk.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        return opened(
                file,
                arena -> {
                    file.truncate(0);
                    return new Index(
                            file, arena, map(path, MapMode.READ_WRITE, capacity, arena), limit, 0);
                });
    }

    /// Opens the index at `path`, which was sealed with `entries`.
    static Index openSealed(Disk disk, Path path, int entries) throws IOException {
        DataFile file = disk.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        return opened(
                file,
                arena -> {
                    MemorySegment map =
                            map(path, MapMode.READ_ONLY, (long) entries * ENTRY_BYTES, arena);
                    Index index = new Index(file, arena, map, entries, entries);
                    index.sealed = true;
                    return index;
                });
    }

    private interface Opening {
        Index in(Arena arena) throws IOException;
    }

    private static Index opened(DataFile file, Opening opening) throws IOException {
        Arena arena = Arena.ofShared();
        try {
            return opening.in(arena);
        } catch (IOException | RuntimeException e) {
            arena.close();
            file.close();
            throw e;
        }
    }

    private static MemorySegment map(Path path, MapMode mode, long size, Arena arena)
            throws IOException {
        return Uninterrupted.run(() -> {
            StandardOpenOption[] options =
                    mode.equals(MapMode.READ_ONLY)
                            ? new StandardOpenOption[] {StandardOpenOption.READ}
                            : new StandardOpenOption[] {
                                StandardOpenOption.READ, StandardOpenOption.WRITE
                            };
            try (FileChannel channel = FileChannel.open(path, options)) {
                return channel.map(mode, 0, size, arena); // grows the file when it may
            }
        });
    }

    /// How many more entries fit; none, or less, when it is full.
    int room() {
        return limit - written;
    }

    /// Adds an entry behind the last one; readers do not see it before [#flush] and [#publish].
    @Task("3.4")
    void append(int relativeOffset, long position) throws IOException {
        if ((written + 1L) * ENTRY_BYTES > map.byteSize()) {
            throw new IndexFullException(written);
        }
        if (!buffer.hasRemaining()) {
            flush();
        }
        buffer.putInt(relativeOffset).putLong(position);
        written++;
    }

    /// Lets readers see all entries that were flushed.
    void publish() {
        published = written;
    }

    /// Forgets the entries that were not published.
    void discard() {
        buffer.clear();
        written = published;
    }

    /// Writes what is buffered to the file.
    void flush() throws IOException {
        int buffered = buffer.position() / ENTRY_BYTES;
        file.write(buffer.flip(), (long) (written - buffered) * ENTRY_BYTES);
        buffer.clear();
    }

    /// How many entries readers see.
    int size() {
        return published;
    }

    /// The entry with this number, counted from 0.
    Entry entry(int number) {
        if (number < 0 || number >= published) {
            throw new IndexOutOfBoundsException(
                    "entry %d is outside [0, %d)".formatted(number, published));
        }
        return new Entry(relativeOffset(number), map.get(LONG, (long) number * ENTRY_BYTES + 4));
    }

    private int relativeOffset(int number) {
        return map.get(INT, (long) number * ENTRY_BYTES);
    }

    /// The last entry; nothing when there is none.
    Optional<Entry> last() {
        int size = published;
        return size == 0 ? Optional.empty() : Optional.of(entry(size - 1));
    }

    /// The number of the last entry at or below `relativeOffset`; -1 when there is none.
    @Task("3.4")
    int floor(long relativeOffset) {
        int low = 0;
        int high = published - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (relativeOffset(middle) <= relativeOffset) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    /// The checksum over all entries.
    int checksum() {
        CRC32C crc = new CRC32C();
        crc.update(map.asSlice(0, (long) published * ENTRY_BYTES).asByteBuffer());
        return (int) crc.getValue();
    }

    /// Writes the footer, durably: from now on the entries need not be built again.
    void seal(IndexFooter footer) throws IOException {
        file.write(footer.encode(), realSize());
        sealed = true;
        cut();
        file.force();
    }

    private long realSize() {
        return (long) published * ENTRY_BYTES;
    }

    private void cut() throws IOException {
        if (!LocalDisk.WINDOWS || !arena.scope().isAlive()) { // Windows cuts no file that is mapped
            file.truncate(realSize() + (sealed ? IndexFooter.BYTES : 0));
        }
    }

    /// Cuts the file to its real size and unmaps it.
    @Override
    public void close() throws IOException {
        if (arena.scope().isAlive()) {
            arena.close();
            try (file) {
                cut();
            }
        }
    }
}
