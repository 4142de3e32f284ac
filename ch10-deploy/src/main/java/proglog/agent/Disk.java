package proglog.agent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// What a power cut does not take back.
final class Disk {

    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    private Disk() {}

    /// Returns when what the file holds, or the names in the folder, are on the disk.
    static void sync(Path path) throws IOException {
        boolean isFolder = Files.isDirectory(path);
        if (isFolder && WINDOWS) {
            return; // it opens no folders, and keeps names durable by itself
        }
        StandardOpenOption how = isFolder ? StandardOpenOption.READ : StandardOpenOption.WRITE;
        try (FileChannel channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }
}
