package proglog.learn;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What lies over the reference when a chapter runs on the reader's code: their files, in which the
/// reference plays what is still blank. Immutable.
///
/// @param texts what is compiled, by name
/// @param blank the tasks that nobody has written yet
record Overlay(Chapter chapter, Map<String, String> texts, Set<TaskId> blank) {

    /// All of the reader's files; the tasks in `tested` stay blank if they are.
    static Overlay of(Chapter chapter, Desk desk, Predicate<TaskId> tested) {
        List<String> names = desk.files();
        if (names.isEmpty()) {
            throw new StuckException(nothing(chapter, desk));
        }
        Map<String, Source> references = new HashMap<>();
        chapter.references().forEach(file -> references.put(file.name(), file));
        Map<String, String> texts = new TreeMap<>();
        Set<TaskId> blank = new TreeSet<>();
        for (String name : names) {
            Source own = desk.file(name).orElseThrow();
            requireItsPlace(chapter, own);
            Source reference = references.get(name);
            texts.put(
                    name,
                    reference == null
                            ? own.text()
                            : filled(chapter, own, reference, tested, blank));
        }
        for (Source reference : references.values()) {
            if (!texts.containsKey(reference.name())) {
                reference.tasks().forEach(method -> blank.add(method.task().orElseThrow()));
            }
        }
        return new Overlay(chapter, texts, blank);
    }

    private static String nothing(Chapter chapter, Desk desk) {
        String kept =
                desk.lastKept().map(folder -> "; what you had before is in " + folder).orElse("");
        return "nothing of yours in %s/mine; ./learn start %d writes the starters%s"
                .formatted(chapter.name(), chapter.number(), kept);
    }

    private static void requireItsPlace(Chapter chapter, Source own) {
        int end = own.name().lastIndexOf('/');
        String folder = end < 0 ? "" : own.name().substring(0, end);
        if (own.errors().isEmpty() && !folder.equals(own.packageName().replace('.', '/'))) {
            String place = own.packageName().replace('.', '/');
            String belongs = (place.isEmpty() ? "" : place + "/") + own.name().substring(end + 1);
            throw new StuckException(
                    "%s says it is of package '%s': move it to %s, or correct the package"
                            .formatted(
                                    chapter.called(own.name()),
                                    own.packageName(),
                                    chapter.called(belongs)));
        }
    }

    private static String filled(
            Chapter chapter,
            Source own,
            Source reference,
            Predicate<TaskId> tested,
            Set<TaskId> blank) {
        if (!own.errors().isEmpty()) {
            throw new StuckException(notJava(chapter, own.errors().getFirst()));
        }
        Map<Method, String> bodies = new HashMap<>();
        for (Method asked : reference.tasks()) {
            TaskId task = asked.task().orElseThrow();
            Method written = own.find(asked).orElseThrow(() -> missing(chapter, own, asked));
            if (Blank.isIn(own.body(written), task)) {
                blank.add(task);
                if (!tested.test(task)) {
                    bodies.put(written, Blank.inPlaceOf(own.body(written), reference.body(asked)));
                }
            }
        }
        return own.with(bodies);
    }

    static StuckException missing(Chapter chapter, Source own, Method asked) {
        TaskId task = asked.task().orElseThrow();
        return new StuckException(
                "%s has no %s any more, which task %s is to write and others call; name it so again, or ./learn reset %s"
                        .formatted(chapter.called(own.name()), asked.called(), task, task));
    }

    static String notJava(Chapter chapter, CompileError error) {
        return "it does not compile: " + chapter.name() + "/mine/" + error.inOneLine();
    }

    /// Who plays what, in words.
    String shares() {
        String own = texts.size() == 1 ? "1 file" : texts.size() + " files";
        String rest =
                blank.isEmpty()
                        ? ""
                        : "; the reference plays %s"
                                .formatted(
                                        blank.stream()
                                                .map(TaskId::toString)
                                                .collect(Collectors.joining(", ")));
        return own + " of yours" + rest;
    }

    /// Compiles it into `classes`, which it has to itself.
    void compile(ClassPath classPath, Path classes) {
        Folders.emptied(classes);
        try (Compilation compilation = Compilation.on(classPath)) {
            Optional<CompileError> error = compilation.compile(texts, classes);
            error.ifPresent(first -> {
                throw new StuckException(notJava(chapter, first));
            });
        }
    }
}
