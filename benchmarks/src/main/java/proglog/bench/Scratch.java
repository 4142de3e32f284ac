package proglog.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A directory for the files of a run, deleted with all that is in it. For one thread only.
final class Scratch implements AutoCloseable {

    private final Path directory;
    private final Thread atExit;
    private int count;

    private Scratch(Path directory) {
        this.directory = directory;
        this.atExit = Thread.ofPlatform().unstarted(this::deleteQuietly);
    }

    /// Creates a directory in `parent`, which must have `bytes` to spare.
    static Scratch create(Path parent, long bytes) throws IOException {
        Files.createDirectories(parent);
        long free = Files.getFileStore(parent).getUsableSpace();
        if (free < bytes) {
            throw new IOException(
                    "not enough room: %,d MiB are needed, %,d MiB are free"
                            .formatted(bytes >> 20, free >> 20));
        }
        Scratch scratch = new Scratch(Files.createTempDirectory(parent, "proglog-bench-"));
        Runtime.getRuntime().addShutdownHook(scratch.atExit);
        return scratch;
    }

    /// A directory that does not exist yet.
    Path next() {
        return directory.resolve("d" + count++);
    }

    /// Deletes `path` and what is in it, so that the next round begins as this one did.
    static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> found = Files.walk(path)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.delete(each);
        }
    }

    private void deleteQuietly() {
        try {
            delete(directory);
        } catch (IOException | UncheckedIOException _) {
            // the program is being stopped in the middle of a write: nobody is left to tell
        }
    }

    @Override
    public void close() throws IOException {
        delete(directory);
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
