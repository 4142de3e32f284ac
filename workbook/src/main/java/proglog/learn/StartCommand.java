package proglog.learn;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// `./learn start 3` and `./learn reset 3.2`: the starters, made from the reference.
record StartCommand(Workbook workbook, PrintStream out) {

    int run(Chapter chapter) {
        Map<String, String> starters = starters(chapter);
        if (starters.isEmpty()) {
            out.printf("chapter %d has no tasks: read it and go on%n", chapter.number());
            return 0;
        }
        if (isUntouched(chapter, starters)) {
            out.printf("the starters are in %s/mine, as they were%n", chapter.name());
        } else {
            Optional<Path> kept = workbook.desk(chapter).replaceAll(starters);
            kept.ifPresent(folder -> out.printf("what you had is kept in %s%n", shown(folder)));
            out.printf("%s/mine holds the starters:%n", chapter.name());
        }
        List<Exercise> exercises = chapter.exercises();
        for (Exercise exercise : exercises) {
            out.printf("  %-5s %s%n", exercise.task(), exercise.called());
        }
        out.printf(
                "first: read %s/README.md, write %s, then ./learn check %s%n",
                chapter.name(), exercises.getFirst().called(), exercises.getFirst().task());
        return 0;
    }

    /// By name, the files of a chapter in which something is to be written, blank.
    static Map<String, String> starters(Chapter chapter) {
        Map<String, String> starters = new TreeMap<>();
        chapter.references()
                .forEach(file -> {
                    if (!file.tasks().isEmpty()) {
                        starters.put(file.name(), Blank.starter(file));
                    }
                });
        return starters;
    }

    private boolean isUntouched(Chapter chapter, Map<String, String> starters) {
        Desk desk = workbook.desk(chapter);
        Map<String, String> own = new TreeMap<>();
        desk.files().forEach(name -> own.put(name, desk.file(name).orElseThrow().text()));
        return own.equals(starters);
    }

    int reset(Exercise exercise) {
        Chapter chapter = exercise.chapter();
        Desk desk = workbook.desk(chapter);
        for (Source reference : exercise.files()) {
            String text =
                    desk.file(reference.name())
                            .flatMap(own -> blanked(own, reference, exercise.task()))
                            .orElseGet(() -> Blank.starter(reference));
            desk.replace(reference.name(), text)
                    .ifPresent(file -> out.printf("what you had is kept in %s%n", shown(file)));
            out.printf(
                    "%s has the starter of task %s again%n",
                    chapter.called(reference.name()), exercise.task());
        }
        return 0;
    }

    // Only this task's methods; nothing if they are not to be found.
    private static Optional<String> blanked(Source own, Source reference, TaskId task) {
        Map<Method, String> bodies = new HashMap<>();
        for (Method asked : reference.tasks()) {
            if (asked.task().equals(Optional.of(task))) {
                Optional<Method> written = own.find(asked);
                if (written.isEmpty() || !own.errors().isEmpty()) {
                    return Optional.empty();
                }
                bodies.put(written.get(), Blank.body(reference, asked));
            }
        }
        return Optional.of(own.with(bodies));
    }

    private Path shown(Path kept) {
        return workbook.course().home().relativize(kept);
    }
}
