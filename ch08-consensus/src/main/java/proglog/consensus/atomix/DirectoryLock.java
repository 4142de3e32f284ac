package proglog.consensus.atomix;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Keeps a directory to one node; ends with the process. Atomix's own lock would outlive it.
record DirectoryLock(FileChannel file) implements AutoCloseable {

    static DirectoryLock of(Path directory) throws IOException {
        Files.createDirectories(directory);
        FileChannel file =
                FileChannel.open(
                        directory.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            if (file.tryLock() != null) {
                return new DirectoryLock(file);
            }
        } catch (OverlappingFileLockException e) {
            file.close();
            throw new IOException(directory + " is used by another node of this process", e);
        }
        file.close();
        throw new IOException(directory + " is used by another process");
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
