package proglog.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// The raw limit: what the file system itself can do with the same bytes, without a log.
final class RawFiles {

    private static final int CHUNK_BYTES = 128 * 1024;

    private RawFiles() {}

    /// Writes `total` bytes, `chunkBytes` at once, into files of `fileBytes` that are synced when
    /// they are full; returns bytes a second.
    static double write(Path directory, int chunkBytes, long fileBytes, long total)
            throws IOException {
        Files.createDirectory(directory);
        ByteBuffer chunk = direct(chunkBytes);
        long start = System.nanoTime();
        long written = 0;
        for (int number = 0; written < total; number++) {
            try (FileChannel file = create(directory.resolve("raw" + number))) {
                for (long size = 0; size < fileBytes && written < total; ) {
                    int count = writeAll(file, chunk);
                    size += count;
                    written += count;
                }
                if (written < total) {
                    file.force(false);
                }
            }
        }
        return written / seconds(start);
    }

    /// Writes `bytes` and syncs, over and over; returns how often a second.
    static double writeAndForce(Path directory, int bytes, Duration time) throws IOException {
        Files.createDirectory(directory);
        ByteBuffer chunk = direct(bytes);
        try (FileChannel file = create(directory.resolve("raw"))) {
            long start = System.nanoTime();
            long count = 0;
            while (System.nanoTime() - start < time.toNanos()) {
                writeAll(file, chunk);
                file.force(false);
                count++;
            }
            return count / seconds(start);
        }
    }

    /// Reads whole files; returns bytes a second.
    static double read(List<Path> files) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
        long start = System.nanoTime();
        long total = 0;
        for (Path path : files) {
            try (FileChannel file = FileChannel.open(path)) {
                int read = file.read(chunk.clear());
                while (read > 0) {
                    total += read;
                    read = file.read(chunk.clear());
                }
            }
        }
        return total / seconds(start);
    }

    /// The stores of a log, in order.
    static List<Path> stores(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".store")).sorted().toList();
        }
    }

    static long bytes(List<Path> files) throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    static FileChannel create(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    static ByteBuffer direct(int bytes) {
        return ByteBuffer.allocateDirect(bytes).put(Workload.noise(bytes));
    }

    /// Writes all of `buffer`, whatever its position.
    static int writeAll(FileChannel file, ByteBuffer buffer) throws IOException {
        buffer.rewind();
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        return buffer.limit();
    }

    static double seconds(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }
}
