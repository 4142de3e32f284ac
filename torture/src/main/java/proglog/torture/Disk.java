package proglog.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Where one node keeps its data. For one thread only.
sealed interface Disk extends AutoCloseable permits Disk.Folder, MountedDisk {

    /// The folder for the data.
    Path data();

    /// Loses everything.
    void wipe() throws IOException;

    @Override
    void close() throws IOException;

    /// A plain folder: it can be emptied, and that is all.
    record Folder(Path data) implements Disk {

        @Override
        public void wipe() throws IOException {
            delete(data);
            Files.createDirectories(data);
        }

        @Override
        public void close() {}
    }

    /// Deletes `path` and what is in it.
    static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(path)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path one : deepestFirst) {
            Files.delete(one);
        }
    }
}
