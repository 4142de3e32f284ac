package proglog.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// The local disk, but a test decides what fails, waits or is counted. For many threads.
///
/// A write that fails leaves half of its bytes in the file, as a real one may.
final class FaultyDisk implements Disk {

    /// What can be asked of a disk.
    enum Operation {
        OPEN,
        READ,
        WRITE,
        FORCE,
        TRUNCATE,
        SIZE,
        CLOSE,
        SYNC_DIRECTORY
    }

    /// Is asked before each operation on `path`, and may let it fail or wait.
    @FunctionalInterface
    interface Fault {
        void before(Operation operation, Path path, long bytes) throws IOException;
    }

    static final Fault NONE = (_, _, _) -> {};

    private final Disk disk = new LocalDisk();
    private final AtomicLong space = new AtomicLong(Long.MAX_VALUE); // bytes that may be written
    private final boolean isDurable;
    private final AtomicInteger openFiles = new AtomicInteger();
    private volatile Fault fault = NONE; // written by the test

    /// A disk that syncs when it is told to.
    FaultyDisk() {
        this(true);
    }

    private FaultyDisk(boolean isDurable) {
        this.isDurable = isDurable;
    }

    /// A disk that only says that it syncs, which is faster and does for tests without power cuts.
    static FaultyDisk volatileDisk() {
        return new FaultyDisk(false);
    }

    /// From now on `fault` is asked.
    void breakWith(Fault next) {
        fault = next;
    }

    /// Fails the operations of this kind, with this message.
    void fail(Operation broken, String message) {
        breakWith((operation, _, _) -> {
            if (operation == broken) {
                throw new IOException(message);
            }
        });
    }

    /// How many files were opened and not closed.
    int openFiles() {
        return openFiles.get();
    }

    /// Nothing fails any more.
    void heal() {
        fault = NONE;
        space.set(Long.MAX_VALUE);
    }

    /// After this many more bytes the disk is full.
    void limitSpace(long bytes) {
        space.set(bytes);
    }

    @Override
    public DataFile open(Path path, OpenOption... options) throws IOException {
        fault.before(Operation.OPEN, path, 0);
        DataFile file = disk.open(path, options);
        openFiles.incrementAndGet();
        return new FaultyFile(path, file);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        fault.before(Operation.SYNC_DIRECTORY, directory, 0);
        if (isDurable) {
            disk.syncDirectory(directory);
        }
    }

    private final class FaultyFile implements DataFile {
        private final Path path;
        private final DataFile file;
        private final AtomicBoolean closed = new AtomicBoolean();

        FaultyFile(Path path, DataFile file) {
            this.path = path;
            this.file = file;
        }

        @Override
        public void read(byte[] target, int from, int count, long position) throws IOException {
            fault.before(Operation.READ, path, count);
            file.read(target, from, count, position);
        }

        @Override
        public void write(ByteBuffer source, long position) throws IOException {
            int count = source.remaining();
            try {
                fault.before(Operation.WRITE, path, count);
            } catch (IOException e) {
                writeOnly(count / 2, source, position);
                throw e;
            }
            long left = space.addAndGet(-count);
            if (left < 0) {
                writeOnly((int) Math.max(0, left + count), source, position);
                space.set(0);
                throw new IOException("No space left on device");
            }
            file.write(source, position);
        }

        private void writeOnly(int count, ByteBuffer source, long position) throws IOException {
            file.write(source.slice(source.position(), count), position);
        }

        @Override
        public void force() throws IOException {
            fault.before(Operation.FORCE, path, 0);
            if (isDurable) {
                file.force();
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            fault.before(Operation.TRUNCATE, path, 0);
            file.truncate(size);
        }

        @Override
        public long size() throws IOException {
            fault.before(Operation.SIZE, path, 0);
            return file.size();
        }

        @Override
        public void close() throws IOException {
            if (closed.getAndSet(true)) {
                return;
            }
            openFiles.decrementAndGet();
            try (file) {
                fault.before(Operation.CLOSE, path, 0);
            }
        }
    }
}
