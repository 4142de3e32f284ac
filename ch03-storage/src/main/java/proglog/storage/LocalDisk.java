package proglog.storage;

import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/// The file system of this machine. For many threads.
final class LocalDisk implements Disk {

    static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    @Override
    public DataFile open(Path path, OpenOption... options) throws IOException {
        return new UninterruptibleFile(
                AsynchronousFileChannel.open(path, Set.of(options), new CallerRuns()));
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        if (!WINDOWS) { // which opens no directories, and keeps names durable by itself
            Uninterrupted.run(() -> {
                try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                    channel.force(true);
                }
                return directory;
            });
        }
    }
}
