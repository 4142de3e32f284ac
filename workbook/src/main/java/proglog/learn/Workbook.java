package proglog.learn;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A reader's copy of the course: the chapters' tasks, what they wrote, what is remembered. For one
/// thread only.
record Workbook(Course course, InstantSource clock) {

    Desk desk(Chapter chapter) {
        return new Desk(chapter, course.memory(), clock);
    }

    Progress progress() {
        return new Progress(course.memory());
    }

    /// Where a chapter's overlay is compiled to: written anew each time.
    Path classes(Chapter chapter) {
        return course.memory().resolve("classes").resolve(chapter.name());
    }

    /// How far a task is.
    State state(Exercise exercise) {
        Optional<String> written = written(exercise);
        if (written.isEmpty()) {
            return State.BLANK;
        }
        Optional<String> green = progress().get(key(exercise));
        if (green.isEmpty()) {
            return State.WRITTEN;
        }
        return green.equals(written) ? State.GREEN : State.CHANGED;
    }

    /// How far a task can be.
    enum State {
        /// not begun
        BLANK,
        /// not green yet
        WRITTEN,
        /// not checked since it was green
        CHANGED,
        GREEN
    }

    /// Remembers that the task is green as it is now written, or that it is not.
    void remember(Exercise exercise, boolean isGreen) {
        Optional<String> written = written(exercise);
        if (isGreen && written.isPresent()) {
            progress().put(key(exercise), written.get());
        } else {
            progress().remove(key(exercise));
        }
    }

    /// The first task that is not done in this chapter or a later one.
    Optional<Exercise> next(Chapter from) {
        return course.chapters().stream()
                .filter(chapter -> chapter.number() >= from.number())
                .flatMap(chapter -> chapter.exercises().stream())
                .filter(exercise -> state(exercise) != State.GREEN)
                .findFirst();
    }

    private static String key(Exercise exercise) {
        return "green." + exercise.task();
    }

    // A fingerprint of what the reader wrote; nothing if some of it is still blank or not there.
    private Optional<String> written(Exercise exercise) {
        Desk desk = desk(exercise.chapter());
        List<Optional<String>> bodies =
                exercise.parts().stream()
                        .map(part -> written(desk, exercise.task(), part))
                        .toList();
        if (bodies.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        String all = bodies.stream().flatMap(Optional::stream).collect(Collectors.joining("\n"));
        return Optional.of(Integer.toHexString(all.hashCode()));
    }

    private static Optional<String> written(Desk desk, TaskId task, Part part) {
        Optional<Source> own = desk.file(part.file().name());
        return own.flatMap(source -> source.find(part.method()).map(source::body))
                .filter(body -> !Blank.isIn(body, task));
    }
}
