package proglog.security;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import proglog.Bytes;

/// What some files held when they were read, one after the other; equal when all bytes are.
///
/// Immutable.
record FileContents(Map<Path, Bytes> byFile) {

    private static final int MAX_BYTES = 64 << 20;

    FileContents {
        byFile = Map.copyOf(byFile);
    }

    static FileContents read(List<Path> files) throws IOException {
        Map<Path, Bytes> contents = new HashMap<>();
        for (Path file : files) {
            contents.put(file, readOne(file));
        }
        return new FileContents(contents);
    }

    /// The bytes of one of the files that were read.
    Bytes of(Path file) {
        Bytes bytes = byFile.get(file);
        if (bytes == null) {
            throw new IllegalArgumentException("%s is not among the files read".formatted(file));
        }
        return bytes;
    }

    private static Bytes readOne(Path file) throws IOException {
        // Not a channel: the thread that polls may be interrupted, and an interrupt closes a
        // channel.
        try (InputStream in = new FileInputStream(file.toFile())) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("%s is over %d bytes".formatted(file, MAX_BYTES));
            }
            return Bytes.wrap(bytes);
        } catch (FileNotFoundException failure) {
            throw new IOException("%s %s".formatted(file, explain(file)), failure);
        }
    }

    private static String explain(Path file) {
        if (Files.notExists(file)) {
            return "does not exist";
        }
        return Files.isDirectory(file) ? "is a directory" : "may not be read";
    }
}
