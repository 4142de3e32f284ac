package proglog.learn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The project's folder, and where a reader writes. Immutable.
///
/// @param root the project
/// @param home where the chapters' folders `mine` and what `./learn` remembers are: the project,
///   unless a test says otherwise
record Course(Path root, Path home) {

    private static final Pattern FOLDER = Pattern.compile("ch(\\d\\d)-.+");

    /// The chapters in order.
    List<Chapter> chapters() {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .flatMap(folder -> chapter(folder).stream())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Chapter> chapter(Path folder) {
        String name = folder.getFileName().toString();
        Matcher form = FOLDER.matcher(name);
        return form.matches()
                ? Optional.of(
                        new Chapter(Integer.parseInt(form.group(1)), folder, home.resolve(name)))
                : Optional.empty();
    }

    /// The chapter that somebody calls `3`, `03` or `ch03`.
    Chapter chapter(String called) {
        Optional<Chapter> found = Optional.empty();
        if (called.matches("(ch)?\\d{1,2}")) {
            int number = Integer.parseInt(called.replace("ch", ""));
            found = chapters().stream().filter(one -> one.number() == number).findFirst();
        }
        return found.orElseThrow(() ->
                new StuckException(
                        "there is no chapter '%s'; there are %s".formatted(called, numbers())));
    }

    /// The task that somebody calls `3.2`.
    Exercise exercise(String called) {
        TaskId task =
                TaskId.parse(called)
                        .orElseThrow(() ->
                                new StuckException(
                                        "'%s' is no task; one is called 3.2, say"
                                                .formatted(called)));
        return chapter(String.valueOf(task.chapter())).exercise(task);
    }

    private String numbers() {
        return chapters().stream()
                .map(chapter -> String.valueOf(chapter.number()))
                .collect(Collectors.joining(", "));
    }

    /// What `./learn` remembers of the reader.
    Path memory() {
        return home.resolve(".learn");
    }
}
