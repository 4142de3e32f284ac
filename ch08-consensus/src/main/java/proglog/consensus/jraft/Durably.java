package proglog.consensus.jraft;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/// Changes to directories that a power cut does not take back. Immutable.
public final class Durably {

    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    private Durably() {}

    /// Creates `directory`, and those above it that are missing.
    public static void create(Path directory) throws IOException {
        Path parent = directory.toAbsolutePath().getParent();
        if (Files.isDirectory(directory) || parent == null) {
            return;
        }
        create(parent);
        Files.createDirectories(directory);
        syncDirectory(parent);
    }

    /// Renames `from` to `to`, in the same directory; a file of that name is replaced.
    static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        syncParent(to);
    }

    /// Returns when what `file` holds is on the disk.
    static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /// Returns when the names in `directory` are on the disk.
    public static void syncDirectory(Path directory) throws IOException {
        if (!WINDOWS) { // which opens no directories, and keeps names durable by itself
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static void syncParent(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            syncDirectory(parent);
        }
    }

    /// Deletes `directory` with the files in it, if it is there.
    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> listed = Files.list(directory)) {
            files = listed.toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
        Files.delete(directory);
        syncParent(directory);
    }
}
