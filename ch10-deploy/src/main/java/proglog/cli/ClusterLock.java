package proglog.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Held while nodes of a local cluster are started or ended, so that two commands do not do so at
/// once. For one thread only; the operating system releases it with the process.
final class ClusterLock implements AutoCloseable {

    private final FileChannel channel;

    private ClusterLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Waits until nobody else holds it, and says so on `err` when that takes time.
    static ClusterLock acquire(ClusterDirectory directory, PrintWriter err) throws IOException {
        Files.createDirectories(directory.path());
        FileChannel channel =
                FileChannel.open(
                        directory.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            @Nullable FileLock lock = channel.tryLock();
            if (lock == null) {
                err.println("waiting for another ./proglog that is at work in " + directory.path());
                err.flush();
                var _ = channel.lock();
            }
            return new ClusterLock(channel);
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
