package proglog.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a directory holds of a log, whether it belongs together or not. Immutable.
///
/// Nothing is written, locked or deleted.
///
/// @param segments those that have a store, lowest base first
/// @param findings about the names alone
record LogDirectory(List<SegmentFiles> segments, List<Finding> findings) {

    private static final Pattern FILE = Pattern.compile("(.*)\\.(store|index|store\\.tmp)");
    private static final Pattern HOLDER = Pattern.compile("process (\\d{1,18}) .*");

    static LogDirectory list(Path directory) throws IOException {
        List<Finding> findings = new ArrayList<>();
        TreeMap<Long, SegmentFiles> stores = new TreeMap<>();
        TreeMap<Long, SegmentFiles> indexes = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Matcher name = FILE.matcher(file.getFileName().toString());
                if (name.matches()) {
                    switch (name.group(2)) {
                        case "store" -> place(file, name.group(1), stores, findings);
                        case "index" -> place(file, name.group(1), indexes, findings);
                        default -> findings.add(leftover(file));
                    }
                }
            }
        }
        indexes.keySet().removeAll(stores.keySet());
        indexes.values().forEach(files -> findings.add(storeMissing(files)));
        return new LogDirectory(List.copyOf(stores.values()), findings);
    }

    /// Whether there is nothing of a log.
    boolean isEmpty() {
        return segments.isEmpty() && findings.isEmpty();
    }

    private static void place(
            Path file, String base, TreeMap<Long, SegmentFiles> into, List<Finding> findings) {
        Optional<Long> offset = SegmentFiles.parseBase(base);
        if (offset.isPresent()) {
            into.put(
                    offset.get(),
                    new SegmentFiles(file.resolveSibling("").normalize(), offset.get()));
        } else {
            findings.add(
                    new Finding(
                            Finding.Kind.DAMAGE,
                            file,
                            new Damage(0, "a name of 20 digits", "this one"),
                            "the log is not opened while this file is here"));
        }
    }

    private static Finding leftover(Path file) {
        return new Finding(
                Finding.Kind.LEFTOVER,
                file,
                new Damage(0, "no such file", "what an interrupted write left"),
                "deleted when the log is opened");
    }

    private static Finding storeMissing(SegmentFiles files) {
        return new Finding(
                Finding.Kind.DAMAGE,
                files.store(),
                new Damage(0, "a store beside its index", "no file"),
                "its records are lost");
    }

    /// Which running process says that it has the log in `directory` open; it may be another
    /// process that has got the same number since.
    static Optional<String> holder(Path directory) throws IOException {
        if (DirectoryLock.isHeldHere(directory)) {
            return Optional.of(DirectoryLock.self());
        }
        Path lock = directory.resolve(DirectoryLock.NAME);
        if (!Files.isReadable(lock)) {
            return Optional.empty();
        }
        String text = Files.readString(lock).strip();
        Matcher process = HOLDER.matcher(text);
        return process.matches() && ProcessHandle.of(Long.parseLong(process.group(1))).isPresent()
                ? Optional.of(text)
                : Optional.empty();
    }
}
