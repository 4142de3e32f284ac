package proglog.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import proglog.CorruptLogException;

/// Names, lists and deletes the two files of a segment. Immutable.
///
/// An index never outlives its store: it is created after it and deleted, durably, before it. So an
/// index without a store means that somebody else took the store away.
///
/// @param directory where they are
/// @param base the offset of the segment's first record, which is their name
record SegmentFiles(Path directory, long base) {

    private static final String STORE = ".store";
    private static final String INDEX = ".index";
    private static final String TEMPORARY = ".tmp";
    private static final String LARGEST = "%020d".formatted(Long.MAX_VALUE);

    Path store() {
        return file(STORE);
    }

    Path index() {
        return file(INDEX);
    }

    /// Where a store is written before it takes its place.
    Path temporary() {
        return file(STORE + TEMPORARY);
    }

    private Path file(String ending) {
        return directory.resolve("%020d%s".formatted(base, ending));
    }

    /// Deletes the index, and only when that is durable the store, durably too.
    void delete(Disk disk) throws IOException {
        if (Files.deleteIfExists(index())) {
            disk.syncDirectory(directory);
        }
        Files.deleteIfExists(store());
        disk.syncDirectory(directory);
    }

    /// The segments in `directory` from the lowest base up; fails when a store is missing.
    static List<SegmentFiles> list(Path directory) throws IOException {
        List<SegmentFiles> found = new ArrayList<>();
        for (long base : bases(directory, STORE)) {
            found.add(new SegmentFiles(directory, base));
        }
        for (long base : bases(directory, INDEX)) {
            SegmentFiles files = new SegmentFiles(directory, base);
            if (!found.contains(files)) {
                throw new CorruptLogException(
                        "%s is missing: expected beside %s, found nothing"
                                .formatted(files.store(), files.index().getFileName()));
            }
        }
        return found;
    }

    /// Creates `directory`, and those above it that are missing, durably.
    static void createDirectory(Disk disk, Path directory) throws IOException {
        Path parent = directory.toAbsolutePath().getParent();
        if (Files.isDirectory(directory) || parent == null) {
            return;
        }
        createDirectory(disk, parent);
        Files.createDirectories(directory); // another process may create it, too
        disk.syncDirectory(parent);
    }

    /// Deletes all segments in `directory`, of a log that nobody wants any more.
    static void deleteAll(Path directory) throws IOException {
        for (SegmentFiles files : list(directory)) {
            Files.deleteIfExists(files.index());
            Files.delete(files.store());
        }
    }

    /// Deletes what an interrupted creation or rewrite left behind.
    static void deleteTemporary(Path directory) throws IOException {
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(directory, "*" + STORE + TEMPORARY)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    private static List<Long> bases(Path directory, String ending) throws IOException {
        List<Long> bases = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + ending)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                String base = name.substring(0, name.length() - ending.length());
                bases.add(
                        parseBase(base)
                                .orElseThrow(() ->
                                        new CorruptLogException(
                                                "%s is not a segment: expected a name of 20 digits"
                                                        .formatted(file))));
            }
        }
        Collections.sort(bases);
        return bases;
    }

    /// The offset that a file of this name, without its ending, begins with.
    static Optional<Long> parseBase(String name) {
        // Twenty digits can be more than an offset can.
        return name.matches("\\d{20}") && name.compareTo(LARGEST) <= 0
                ? Optional.of(Long.parseLong(name))
                : Optional.empty();
    }
}
