package proglog.learn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the tests of one task say about the reader's code, in words. Immutable.
///
/// @param outcome of this task's trial, and maybe of others'
record Findings(Exercise exercise, TestProcess.Outcome outcome) {

    private static final int MOST_LINES = 8;

    private List<Result> results() {
        return outcome.results().stream()
                .filter(result -> result.trial().equals(exercise.task().toString()))
                .toList();
    }

    // First of all what can be said in the fewest words: that a method is not written.
    private List<Result> failed() {
        return results().stream()
                .filter(result -> !result.isOk())
                .sorted(Comparator.comparing(result -> !isBlank(result)))
                .toList();
    }

    private boolean isBlank(Result result) {
        return result.failure()
                .filter(failure -> failure.message().contains(exercise.task().todo()))
                .filter(failure -> place(failure).isPresent())
                .isPresent();
    }

    boolean isGreen() {
        return outcome.hung().isEmpty() && failed().isEmpty() && !results().isEmpty();
    }

    String count() {
        return results().size() == 1 ? "its one test" : "all %d tests".formatted(results().size());
    }

    /// In one line.
    String summary() {
        if (isGreen()) {
            return "green   " + count();
        }
        return failed().stream()
                .findFirst()
                .map(first -> "FAILED  %s%s".formatted(first.sentence(), others()))
                .orElse("FAILED  it did not come to an end");
    }

    private String others() {
        int more = failed().size() - 1;
        return more == 0 ? "" : " (and %d more)".formatted(more);
    }

    /// The first failure, where to read again, and what to do next.
    List<String> explanation() {
        List<String> lines = new ArrayList<>();
        if (outcome.hung().isPresent()) {
            String test = outcome.hung().get();
            lines.add(
                    "FAILED  %s did not end: does something wait for what never comes?"
                            .formatted(
                                    test.substring(
                                            test.lastIndexOf('.', test.lastIndexOf('.') - 1) + 1)));
        } else if (failed().isEmpty()) {
            lines.add("FAILED  no test was found; is the reference built?");
        } else {
            Result first = failed().getFirst();
            lines.add("FAILED  " + first.sentence() + which(first));
            first.failure().ifPresent(failure -> lines.addAll(words(first, failure)));
            lines.add(fails(failed().size(), results().size()));
        }
        lines.add(
                "read again: %s/README.md, %s"
                        .formatted(exercise.chapter().name(), exercise.section().place()));
        lines.add("stuck? ./learn hint " + exercise.task());
        return lines;
    }

    static String fails(int failed, int all) {
        if (all == 1) {
            return "its one test fails";
        }
        return "%d of %d tests %s".formatted(failed, all, failed == 1 ? "fails" : "fail");
    }

    // One case of several.
    private static String which(Result result) {
        boolean isOneOfSeveral =
                !result.display().startsWith(result.test()) && !result.test().isEmpty();
        return isOneOfSeveral ? ": " + result.display() : "";
    }

    private List<String> words(Result result, Result.Failure failure) {
        List<String> lines = new ArrayList<>();
        Optional<String> own = place(failure);
        if (failure.message().contains(exercise.task().todo())) {
            lines.add("        not written yet" + own.map(at -> ": " + at).orElse(""));
            return lines;
        }
        if (!failure.type().endsWith("AssertionError")
                && !failure.type().endsWith("AssertionFailedError")) {
            lines.add("        " + failure.type().substring(failure.type().lastIndexOf('.') + 1));
        }
        failure.message()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("[see README"))
                .limit(MOST_LINES)
                .forEach(line -> lines.add("        " + line));
        own.ifPresent(at -> lines.add("        thrown from your " + at));
        failure.frames().stream()
                .filter(frame ->
                        frame.type().equals(result.testClass())
                                || frame.file().endsWith("Contract.java"))
                .findFirst()
                .ifPresent(frame ->
                        lines.add(
                                "        asked for in %s:%d"
                                        .formatted(frame.file(), frame.line())));
        return lines;
    }

    private Optional<String> place(Result.Failure failure) {
        Set<String> files =
                exercise.files().stream()
                        .map(file -> file.name().substring(file.name().lastIndexOf('/') + 1))
                        .collect(Collectors.toSet());
        return failure.frames().stream()
                .filter(frame -> files.contains(frame.file()))
                .map(frame -> "%s:%d".formatted(frame.file(), frame.line()))
                .findFirst();
    }
}
