package proglog.learn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a reader works on one chapter. Nothing that they wrote is deleted here: what would be
/// replaced is kept in `.learn/backups` first. For one thread only.
final class Desk {

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Chapter chapter;
    private final Path memory;
    private final InstantSource clock;

    Desk(Chapter chapter, Path memory, InstantSource clock) {
        this.chapter = chapter;
        this.memory = memory;
        this.clock = clock;
    }

    /// The names of the Java files in `mine`.
    List<String> files() {
        return Chapter.javaFiles(chapter.mine()).stream()
                .map(file -> Chapter.name(chapter.mine(), file))
                .toList();
    }

    /// What the reader has under this name, if anything.
    Optional<Source> file(String name) {
        Path file = chapter.mine().resolve(name);
        return Files.isRegularFile(file)
                ? Optional.of(Source.parse(name, Chapter.read(file)))
                : Optional.empty();
    }

    /// Puts these files in the place of all that was in `mine`; tells where that is kept now.
    ///
    /// They are written elsewhere and moved as a whole: who interrupts this has the old or the new.
    Optional<Path> replaceAll(Map<String, String> texts) {
        try {
            Path draft = fresh("draft");
            for (Map.Entry<String, String> text : texts.entrySet()) {
                Path file = draft.resolve(text.getKey());
                Files.createDirectories(file.getParent());
                Files.writeString(file, text.getValue());
            }
            Optional<Path> kept = Optional.empty();
            if (Files.exists(chapter.mine())) {
                kept = Optional.of(fresh("backups"));
                Files.delete(kept.get());
                Files.move(chapter.mine(), kept.get(), StandardCopyOption.ATOMIC_MOVE);
            }
            Files.createDirectories(chapter.desk());
            Files.move(draft, chapter.mine(), StandardCopyOption.ATOMIC_MOVE);
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes one file; tells where the one that was there is kept now.
    Optional<Path> replace(String name, String text) {
        Path file = chapter.mine().resolve(name);
        try {
            Optional<Path> kept = Optional.empty();
            if (Files.exists(file)) {
                Path copy = fresh("backups").resolve(name);
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
                kept = Optional.of(copy);
            }
            write(file, text);
            return kept;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The latest thing of this chapter that was put away.
    Optional<Path> lastKept() {
        Path folder = memory.resolve("backups").resolve(chapter.name());
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (var kept = Files.list(folder)) {
            return kept.max(Path::compareTo);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes `file` so that it is never half there.
    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Path draft = Files.createTempFile(file.getParent(), ".learn", ".draft");
        Files.write(draft, text.getBytes(StandardCharsets.UTF_8));
        Files.move(
                draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path fresh(String kind) throws IOException {
        String stamp = STAMP.format(clock.instant().atZone(ZoneId.systemDefault()));
        Path folder = Files.createDirectories(memory.resolve(kind).resolve(chapter.name()));
        Path free = folder.resolve(stamp);
        for (int i = 2; Files.exists(free); i++) {
            free = folder.resolve("%s-%d".formatted(stamp, i));
        }
        return Files.createDirectory(free);
    }
}
