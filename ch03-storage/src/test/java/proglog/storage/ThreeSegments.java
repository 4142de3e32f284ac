package proglog.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.TreeMap;
import proglog.Bytes;

/// Seven records in three segments, closed: offsets [0, 3), [3, 6) and [6, 7), each record in a
/// frame of 67 bytes from position 32 on, and a mark of 56 bytes at the end of the last.
record ThreeSegments(Path directory) {

    static final SegmentedLogConfig CONFIG = SegmentedLogConfig.defaults().withSegments(200, 1200);

    static ThreeSegments write(Path directory) {
        try (SegmentedLog log = SegmentedLog.open(directory, CONFIG, () -> Instant.EPOCH)) {
            for (int i = 0; i < 7; i++) {
                log.append(Bytes.utf8("value " + i));
            }
        }
        return new ThreeSegments(directory);
    }

    /// The same, but never closed: the last segment ends without a mark.
    static ThreeSegments writeAndKill(Path directory) {
        ThreeSegments log = write(directory);
        log.cut(log.store(6), 56);
        return log;
    }

    Path store(long base) {
        return new SegmentFiles(directory, base).store();
    }

    Path index(long base) {
        return new SegmentFiles(directory, base).index();
    }

    void flip(Path file, long position) {
        edit(file, bytes -> bytes[(int) position] ^= 0x10);
    }

    void cut(Path file, int bytes) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void swap(Path one, Path other) {
        try {
            byte[] bytes = Files.readAllBytes(one);
            Files.copy(other, one, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            Files.write(other, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void create(String name) {
        try {
            Files.createFile(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Edit {
        void of(byte[] bytes);
    }

    private static void edit(Path file, Edit edit) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            edit.of(bytes);
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Names, contents and times of all files.
    TreeMap<String, String> state() throws IOException {
        TreeMap<String, String> state = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                state.put(
                        file.getFileName().toString(),
                        Files.getLastModifiedTime(file)
                                + " "
                                + Bytes.copyOf(Files.readAllBytes(file)).hashCode());
            }
        }
        return state;
    }
}
