package proglog.consensus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import proglog.consensus.jraft.Durably;

/// Whether a node's disk is new to the cluster: it remembers no vote and no record, and nobody
/// knows whether the node has had another disk that did. Immutable, but for the disk.
///
/// As long as it is, a file says so. It is written before anything else, so that what a first start
/// that was broken off leaves is not taken for a memory.
record NewDisk(Path directory) {

    private static final String MARK = "new";
    private static final Set<String> NOTHING = Set.of("lost+found"); // what a file system brings

    boolean isNew() throws IOException {
        if (!Files.exists(directory) || Files.exists(file())) {
            return true;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.allMatch(file -> NOTHING.contains(file.getFileName().toString()));
        }
    }

    /// The file that says so.
    Path file() {
        return directory.resolve(MARK);
    }

    /// It is new, whatever is written to it, until [#admitted].
    void mark() throws IOException {
        if (!Files.exists(file())) {
            Durably.create(directory);
            Files.createFile(file());
            Durably.syncDirectory(directory);
        }
    }

    /// What it holds from now on counts, once this has succeeded; it may be tried again.
    void admitted() throws IOException {
        Files.deleteIfExists(file());
        if (Files.exists(directory)) {
            Durably.syncDirectory(directory);
        }
    }
}
