package proglog.learn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A chapter: the reference, and the place of the reader's own classes. Immutable.
///
/// @param folder the chapter's, in the project
/// @param desk the folder that `mine` is in
record Chapter(int number, Path folder, Path desk) implements Comparable<Chapter> {

    /// Its module, `ch03-storage`.
    String name() {
        return folder.getFileName().toString();
    }

    Path sources() {
        return folder.resolve("src/main/java");
    }

    Path tests() {
        return folder.resolve("src/test/java");
    }

    Path mine() {
        return desk.resolve("mine");
    }

    /// What a reader calls a file of theirs: `ch03-storage/mine/proglog/storage/Store.java`.
    String called(String file) {
        return name() + "/mine/" + file;
    }

    /// Its tasks in order.
    List<Exercise> exercises() {
        Map<TaskId, List<Part>> parts = new TreeMap<>();
        for (Source file : references()) {
            for (Method method : file.tasks()) {
                parts.computeIfAbsent(method.task().orElseThrow(), _ -> new ArrayList<>())
                        .add(new Part(file, method));
            }
        }
        return parts.entrySet().stream()
                .map(entry -> new Exercise(entry.getKey(), this, List.copyOf(entry.getValue())))
                .toList();
    }

    Exercise exercise(TaskId task) {
        List<Exercise> all = exercises();
        return all.stream()
                .filter(one -> one.task().equals(task))
                .findFirst()
                .orElseThrow(() ->
                        new StuckException(
                                "there is no task %s; chapter %d has %s"
                                        .formatted(task, number, names(all))));
    }

    private static String names(List<Exercise> all) {
        return all.isEmpty()
                ? "none"
                : all.stream().map(one -> one.task().toString()).collect(Collectors.joining(", "));
    }

    /// The reference's files that have something to write in them, by name.
    List<Source> references() {
        List<Source> references = new ArrayList<>();
        for (Path file : javaFiles(sources())) {
            String text = read(file);
            if (text.contains("@Task(")) {
                references.add(Source.parse(name(sources(), file), text));
            }
        }
        return references;
    }

    static List<Path> javaFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    static String read(Path file) {
        try {
            return Files.readString(file).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new StuckException("cannot read %s: %s".formatted(file, e), e);
        }
    }

    @Override
    public int compareTo(Chapter other) {
        return Integer.compare(number, other.number);
    }
}
