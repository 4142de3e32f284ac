package proglog.storage;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.CorruptLogException;
import proglog.Task;

/// A file of frames: takes frames and gives positions, takes positions and gives frames.
///
/// One thread at a time writes; any number read what was published to them.
final class Store implements Closeable {

    private static final Logger logger = LoggerFactory.getLogger(Store.class);

    private static final int CHUNK_BYTES = 128 * 1024;

    /// More than this is worth a call of the system: what is read through a mapping counts as
    /// memory of this process for as long as the file is mapped.
    private static final int MOST_MAPPED_BYTES = 32 * 1024;

    private final Path path;
    private final DataFile file;
    private final StoreHeader header;
    private final ReentrantLock syncing =
            new ReentrantLock(); // what is being synced is not cut meanwhile
    private volatile Optional<Mapping> map = Optional.empty(); // written by who seals the segment
    private volatile long size; // written by the writer
    private volatile long synced; // written under syncing

    private Store(Path path, DataFile file, StoreHeader header, long size) {
        this.path = path;
        this.file = file;
        this.header = header;
        this.size = size;
        this.synced = size;
    }

    /// Creates an empty store, durably; a file of this name that was there before is replaced.
    static Store create(Disk disk, SegmentFiles files, StoreHeader header) throws IOException {
        try (DataFile file =
                disk.open(
                        files.temporary(),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(header.encode()), 0);
            FailedSyncException.orFail(file::force);
        }
        // The file appears under its name only when it is whole: no crash leaves half a header.
        Files.move(
                files.temporary(),
                files.store(),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
        FailedSyncException.orFail(() -> disk.syncDirectory(files.directory()));
        return open(disk, files);
    }

    /// Opens the store of a segment and checks its header.
    static Store open(Disk disk, SegmentFiles files) throws IOException {
        return open(
                files, disk.open(files.store(), StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /// The same for who never writes, and perhaps may not.
    static Store openToRead(Disk disk, SegmentFiles files) throws IOException {
        return open(files, disk.open(files.store(), StandardOpenOption.READ));
    }

    private static Store open(SegmentFiles files, DataFile file) throws IOException {
        try {
            StoreHeader header = readHeader(file, files.store());
            if (header.base() != files.base()) {
                throw new CorruptLogException(
                        "%s, position 8: expected base %d, found %d"
                                .formatted(files.store(), files.base(), header.base()));
            }
            return new Store(files.store(), file, header, file.size());
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private static StoreHeader readHeader(DataFile file, Path path) throws IOException {
        byte[] bytes = new byte[StoreHeader.BYTES];
        try {
            file.read(bytes, 0, bytes.length, 0);
        } catch (EOFException e) {
            throw new CorruptLogException(
                    "%s, position 0: expected a header of %d bytes, found %d bytes"
                            .formatted(path, StoreHeader.BYTES, file.size()),
                    e);
        }
        return StoreHeader.decode(bytes, path);
    }

    /// Writes `frames` at the end and returns the position of the first of them.
    @Task("3.2")
    long append(ByteBuffer frames) throws IOException {
        long position = size;
        int written = frames.remaining();
        file.write(frames, position);
        size = position + written;
        return position;
    }

    /// Reads the bytes from `from` up to, not including, `to`.
    byte[] read(long from, long to) throws IOException {
        if (map.isPresent() && to - from <= MOST_MAPPED_BYTES) {
            return map.get().bytes().asSlice(from, to - from).toArray(ValueLayout.JAVA_BYTE);
        }
        byte[] bytes = new byte[Math.toIntExact(to - from)];
        file.read(bytes, 0, bytes.length, from);
        return bytes;
    }

    /// How many bytes it is worth to read at once: a call of the system has its price, memory has
    /// not.
    int worthReading() {
        return map.isPresent() ? 0 : CHUNK_BYTES;
    }

    /// Maps the file into memory, since it will not change any more: reading is a copy from then
    /// on. A file of `frames` that are large on average stays one: a page of each, and with it
    /// those around it, would be mapped only to see how long it is.
    void seal(int frames) {
        if (size / Math.max(1, frames) > MOST_MAPPED_BYTES) {
            return;
        }
        try {
            map = Optional.of(Mapping.existing(path, size));
        } catch (IOException e) {
            logger.warn("{} is read from the file: it could not be mapped", path, e);
        }
    }

    /// Returns when all that was written is on the disk, and how many bytes of it were not before.
    /// Any thread may call it, beside the writer.
    long force() throws IOException {
        syncing.lock();
        try {
            long written = size;
            long before = synced;
            file.force();
            synced = written;
            return written - before;
        } finally {
            syncing.unlock();
        }
    }

    /// Cuts everything from `position` on.
    void truncate(long position) throws IOException {
        syncing.lock();
        try {
            file.truncate(position);
            size = position;
            synced = Math.min(synced, position);
        } finally {
            syncing.unlock();
        }
    }

    Path path() {
        return path;
    }

    StoreHeader header() {
        return header;
    }

    /// Where the next frame will be written.
    long size() {
        return size;
    }

    /// Up to which position everything is known to be on the disk.
    long synced() {
        return synced;
    }

    @Override
    public void close() throws IOException {
        map.filter(Mapping::isOpen).ifPresent(Mapping::close);
        file.close();
    }
}
