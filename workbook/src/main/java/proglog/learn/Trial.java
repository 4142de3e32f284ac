package proglog.learn;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Some tests to run on some classes. Immutable.
///
/// @param name to tell it from others by
/// @param variant classes that stand before all others in this trial only
/// @param tests full names of test classes
/// @param tag only tests with this tag
/// @param method only tests of this name
/// @param isDoneAtTheFirstFailure whether one failure is enough to know
record Trial(
        String name,
        Optional<Path> variant,
        List<String> tests,
        Optional<String> tag,
        Optional<String> method,
        boolean isDoneAtTheFirstFailure) {

    /// All tests of a task.
    static Trial of(Exercise exercise) {
        return new Trial(
                exercise.task().toString(),
                Optional.empty(),
                exercise.tests(),
                Optional.of(exercise.task().tag()),
                Optional.empty(),
                false);
    }

    /// The same on other classes, until something fails.
    Trial failingOn(Path classes) {
        return new Trial(name, Optional.of(classes), tests, tag, method, true);
    }

    /// The same under another name.
    Trial called(String other) {
        return new Trial(other, variant, tests, tag, method, isDoneAtTheFirstFailure);
    }

    /// In the form in which the runner is told.
    String line() {
        return String.join(
                "\t",
                name,
                variant.map(Path::toString).orElse("-"),
                String.join(",", tests),
                tag.orElse("-"),
                method.orElse("-"),
                String.valueOf(isDoneAtTheFirstFailure));
    }
}
