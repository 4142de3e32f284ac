package proglog.agent;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The folder in which a node keeps everything. Immutable.
record DataDirectory(Path path) {

    /// Makes it if it is missing, and says in one sentence why it cannot be used, if it cannot.
    void prepare() throws IOException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new IOException("the data directory %s is not a directory".formatted(path));
        }
        try {
            Files.createDirectories(path);
            Files.delete(Files.createTempFile(path, "probe", ".tmp"));
        } catch (FileSystemException failure) {
            throw new IOException(
                    "the data directory %s cannot be written to: %s"
                            .formatted(path, reason(failure)),
                    failure);
        }
    }

    private String reason(FileSystemException failure) {
        return failure instanceof AccessDeniedException && Files.exists(path)
                ? "it belongs to %s, and this process runs as %s"
                        .formatted(owner(), System.getProperty("user.name"))
                : StartFailure.reason(failure);
    }

    private String owner() {
        try {
            return Files.getOwner(path).getName();
        } catch (IOException | UnsupportedOperationException _) {
            return "somebody else";
        }
    }
}
