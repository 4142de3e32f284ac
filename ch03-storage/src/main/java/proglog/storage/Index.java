package proglog.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.Task;

/// A table of positions: for each frame of a store the offset of its first record, relative to the
/// segment's base (4 bytes), and the frame's position (8 bytes), both big-endian, in rising order.
///
/// Grown to its maximum and mapped into memory while it is open, cut to its real size when it is
/// closed. It is read through the map and written through the file, because a full disk is then an
/// `IOException` and not a fault in the middle of a memory access. One thread at a time writes; any
/// number read the entries that were published.
final class Index implements AutoCloseable {

    static final int ENTRY_BYTES = MappedEntries.ENTRY_BYTES;

    private static final Logger logger = LoggerFactory.getLogger(Index.class);

    /// How many entries wait in memory until they are written: for them the file is not touched at
    /// every append, and after a crash the index is built from the store anyway.
    private static final int TAIL_ENTRIES = 1024;

    /// Where the frame begins whose first record has this offset, relative to the segment's base.
    record Entry(int relativeOffset, long position) {}

    /// The entries from number `first` on, which are not in the file yet.
    private record Tail(int first, ByteBuffer bytes) {

        static Tail from(int first) {
            return new Tail(first, ByteBuffer.allocate(TAIL_ENTRIES * ENTRY_BYTES));
        }

        /// Of an index that gets no more entries: a log has many of these.
        static Tail none(int first) {
            return new Tail(first, ByteBuffer.allocate(0));
        }

        int relativeOffset(int number) {
            return bytes.getInt((number - first) * ENTRY_BYTES);
        }

        long position(int number) {
            return bytes.getLong((number - first) * ENTRY_BYTES + Integer.BYTES);
        }

        void put(int number, int relativeOffset, long position) {
            int at = (number - first) * ENTRY_BYTES;
            bytes.putInt(at, relativeOffset).putLong(at + Integer.BYTES, position);
        }
    }

    private final DataFile file;
    private final MappedEntries entries;
    private final int limit; // entries that may be added, whatever fits the map
    private volatile Tail
            tail; // written by the writer, who puts a new one in its place when it is full
    private int written; // entries in the file or the tail; by the writer only
    private volatile int published; // entries that readers see; written by the writer
    private volatile boolean sealed; // written by the writer

    private Index(DataFile file, MappedEntries entries, int limit, int published, boolean sealed) {
        this.file = file;
        this.entries = entries;
        this.limit = limit;
        this.written = published;
        this.published = published;
        this.sealed = sealed;
        this.tail = sealed ? Tail.none(published) : Tail.from(published);
    }

    /// Opens an empty index at `path` that is full at `maxBytes`, but can be filled with `entries`
    /// that are there already; what the file held before is gone.
    static Index create(Disk disk, Path path, int maxBytes, int entries) throws IOException {
        int limit = maxBytes / ENTRY_BYTES;
        DataFile file =
                disk.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            file.truncate(0);
            return new Index(
                    file, MappedEntries.grown(path, Math.max(limit, entries)), limit, 0, false);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /// Opens the index at `path`, which was sealed with `entries`.
    static Index openSealed(Disk disk, Path path, int entries) throws IOException {
        DataFile file = disk.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            return new Index(file, MappedEntries.existing(path, entries), entries, entries, true);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /// How many more entries fit; none, or less, when it is full.
    int room() {
        return limit - written;
    }

    /// Adds an entry behind the last one; readers do not see it before [#publish].
    @Task("3.4")
    void append(int relativeOffset, long position) throws IOException {
        if (written == entries.capacity()) {
            throw new IndexFullException(written);
        }
        if (written - tail.first() == TAIL_ENTRIES) {
            flush();
        }
        tail.put(written, relativeOffset, position);
        written++;
    }

    /// Writes the tail to the file.
    void flush() throws IOException {
        Tail full = tail;
        ByteBuffer bytes = full.bytes().duplicate().limit((written - full.first()) * ENTRY_BYTES);
        file.write(bytes, (long) full.first() * ENTRY_BYTES);
        tail = Tail.from(written); // only now: until then readers find the entries in the old one
    }

    /// Lets readers see all entries.
    void publish() {
        published = written;
    }

    /// Forgets the entries that were not published.
    void discard() {
        written = published;
        if (written < tail.first()) { // a full tail was written meanwhile
            tail = Tail.from(written);
        }
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
        Tail unwritten = tail;
        return number < unwritten.first()
                ? new Entry(entries.relativeOffset(number), entries.position(number))
                : new Entry(unwritten.relativeOffset(number), unwritten.position(number));
    }

    /// The last entry; nothing when there is none.
    Optional<Entry> last() {
        int size = published;
        return size == 0 ? Optional.empty() : Optional.of(entry(size - 1));
    }

    /// The number of the last entry at or below `relativeOffset`; -1 when there is none.
    @Task("3.4")
    int floor(long relativeOffset) {
        int high = published - 1;
        Tail unwritten = tail;
        int low = 0;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (relativeOffset(unwritten, middle) <= relativeOffset) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    private int relativeOffset(Tail unwritten, int number) {
        return number < unwritten.first()
                ? entries.relativeOffset(number)
                : unwritten.relativeOffset(number);
    }

    /// The checksum over all entries, which must be in the file.
    int checksum() {
        return entries.checksum(published);
    }

    /// Writes the footer behind the entries, durably: from now on they need not be built again.
    void seal(IndexFooter footer) throws IOException {
        file.write(footer.encode(), (long) published * ENTRY_BYTES);
        sealed = true;
        tail = Tail.none(published);
        cut();
        file.force();
    }

    private void cut() throws IOException {
        if (!LocalDisk.WINDOWS || !entries.isOpen()) { // Windows cuts no file that is mapped
            file.truncate((long) published * ENTRY_BYTES + (sealed ? IndexFooter.BYTES : 0));
        }
    }

    /// Cuts the file to its real size and unmaps it.
    @Override
    public void close() {
        if (entries.isOpen()) {
            entries.close();
            try (file) {
                flush();
                cut();
            } catch (IOException e) { // nothing is lost: the next opening builds the index again
                logger.warn("an index could not be completed: {}", e.getMessage());
            }
        }
    }
}
