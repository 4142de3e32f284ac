package proglog.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import proglog.LogUnavailableException;

/// Keeps a directory for one process: a lock on a file in it, which the system lifts when the
/// process ends however it ends. Immutable.
final class DirectoryLock implements Closeable {

    static final String NAME = "LOCK";

    // The one thing that belongs to the process and not to an object: when a process closes any of
    // its channels on a file, some systems lift all its locks on it. So who holds a directory must
    // never open its lock file a second time.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final FileChannel channel;
    private final Path held;

    private DirectoryLock(FileChannel channel, Path held) {
        this.channel = channel;
        this.held = held;
    }

    /// Locks `directory`, or fails and says who holds it.
    static DirectoryLock acquire(Path directory) throws IOException {
        Path held = directory.toRealPath();
        if (!HELD.add(held)) {
            throw new LogUnavailableException("%s is in use by %s".formatted(directory, self()));
        }
        try {
            return new DirectoryLock(lock(directory), held);
        } catch (IOException | RuntimeException e) {
            HELD.remove(held);
            throw e;
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        return Uninterrupted.run(() -> {
            Path file = directory.resolve(NAME);
            FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            try {
                requireLock(directory, file, tryLock(channel));
                channel.truncate(0);
                channel.write(ByteBuffer.wrap((self() + "\n").getBytes(StandardCharsets.UTF_8)), 0);
                return channel;
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        });
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            // A byte far behind the text, so that the text can be read where locks are mandatory.
            return Optional.ofNullable(channel.tryLock(Long.MAX_VALUE - 1, 1, false));
        } catch (OverlappingFileLockException _) { // by this very process
            return Optional.empty();
        }
    }

    private static void requireLock(Path directory, Path file, Optional<FileLock> lock)
            throws IOException {
        if (lock.isEmpty()) {
            throw new LogUnavailableException(
                    "%s is in use by %s".formatted(directory, Files.readString(file).strip()));
        }
    }

    /// Whether this process has the directory open, and so must not touch the lock file.
    static boolean isHeldHere(Path directory) throws IOException {
        return HELD.contains(directory.toRealPath());
    }

    /// What this process is called in messages to others.
    static String self() {
        ProcessHandle process = ProcessHandle.current();
        return "process %d (%s)".formatted(process.pid(), process.info().command().orElse("java"));
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            try {
                channel.close();
            } finally {
                HELD.remove(held);
            }
        }
    }
}
