package proglog.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import proglog.Batch;
import proglog.Bytes;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.OffsetRange;

/// What tests write into a log, see in it, and do to its files. Immutable.
final class Written {

    private Written() {}

    static Batch batch(String... values) {
        return Batch.of(values(List.of(values)));
    }

    static List<Bytes> values(List<String> texts) {
        return texts.stream().map(Bytes::utf8).toList();
    }

    /// Appends each value by itself.
    static void append(SegmentedLog log, String... values) {
        for (String value : values) {
            log.append(Bytes.utf8(value));
        }
    }

    /// All values of the log, seen by reading each and by following them, which must agree.
    static List<String> contents(SegmentedLog log) {
        OffsetRange range = log.offsets();
        List<String> contents = new ArrayList<>();
        try (LogCursor cursor = log.follow(range.first())) {
            for (long offset = range.first(); offset < range.next(); offset++) {
                LogRecord read = log.read(offset);
                LogRecord followed = cursor.next();
                if (!read.equals(followed) || read.offset() != offset) {
                    throw new AssertionError(
                            "offset %d: read %s, followed %s".formatted(offset, read, followed));
                }
                contents.add(read.value().toUtf8());
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return contents;
    }

    /// Copies the files of a log, also of one that is open: what a killed process leaves behind.
    static Path copy(Path directory, Path target) throws IOException {
        Files.createDirectories(target);
        for (Path old : files(target, "")) {
            Files.delete(old);
        }
        for (Path file : files(directory, "")) {
            if (!file.getFileName().toString().equals("LOCK")) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
        return target;
    }

    /// The files of this ending, in the order of their names.
    static List<Path> files(Path directory, String ending) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + ending)) {
            files.forEach(found::add);
        }
        Collections.sort(found);
        return found;
    }

    static Path store(Path directory, long base) {
        return new SegmentFiles(directory, base).store();
    }

    static Path index(Path directory, long base) {
        return new SegmentFiles(directory, base).index();
    }

    /// Turns one bit of the byte at `position` round.
    static void flip(Path file, int position) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[position] ^= (byte) (1 << (position % 8));
        Files.write(file, bytes);
    }

    /// Cuts a file, or pads it with zeros.
    static void resize(Path file, int size) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, size));
    }

    static void addTo(Path file, byte... bytes) throws IOException {
        Files.write(file, bytes, StandardOpenOption.APPEND);
    }
}
