package proglog.learn;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `./learn check` and `./learn carry`: a chapter's tests on the reader's classes.
record CheckCommand(Workbook workbook, PrintStream out) {

    private static final Duration FOR_A_TASK = Duration.ofSeconds(150);
    private static final Duration FOR_A_CHAPTER = Duration.ofMinutes(10);

    /// One task; the others' tests are not run, and the reference plays what is still blank of
    /// them.
    int task(Exercise exercise) {
        Chapter chapter = exercise.chapter();
        Overlay overlay = overlay(chapter, exercise);
        requireFiles(exercise);
        out.printf("task %s: %s%n", exercise.task(), exercise.section().title());
        build().ensure(chapter);
        TestProcess tests = compiled(chapter, List.of(overlay), FOR_A_TASK);
        if (BreakCommand.isOn(workbook, chapter)) {
            return new BreakCommand(workbook, out).check(chapter, tests, List.of(exercise));
        }
        TestProcess.Outcome outcome = tests.run(List.of(Trial.of(exercise)));
        Findings findings = new Findings(exercise, outcome);
        workbook.remember(exercise, findings.isGreen());
        if (!findings.isGreen()) {
            findings.explanation().forEach(out::println);
            return 1;
        }
        out.printf("green: %s on your %s%n", findings.count(), exercise.called());
        next(chapter);
        return 0;
    }

    private void next(Chapter chapter) {
        Optional<Exercise> next = workbook.next(chapter);
        if (next.isEmpty()) {
            out.println("next: ./learn cluster, your code on three nodes");
        } else if (next.get().chapter().equals(chapter)) {
            out.printf("next: task %s, %s%n", next.get().task(), next.get().called());
        } else {
            out.printf(
                    "chapter %d is done; next: ./learn break %d, or ./learn start %d%n",
                    chapter.number(), chapter.number(), next.get().chapter().number());
        }
    }

    /// All tasks of a chapter, each by itself: one that is still blank fails no other.
    int chapter(Chapter chapter) {
        Overlay overlay = Overlay.of(chapter, workbook.desk(chapter), _ -> false);
        build().ensure(chapter);
        return all(chapter, List.of(overlay));
    }

    /// The same, with the reader's earlier chapters under it.
    int carry(Chapter last) {
        List<Overlay> overlays = new ArrayList<>();
        for (Chapter chapter : workbook.course().chapters()) {
            if (chapter.number() <= last.number() && !workbook.desk(chapter).files().isEmpty()) {
                overlays.add(Overlay.of(chapter, workbook.desk(chapter), _ -> false));
            }
        }
        if (overlays.isEmpty()) {
            throw new StuckException("nothing of yours up to chapter " + last.number());
        }
        build().ensure(last);
        overlays.forEach(
                overlay -> out.printf("%s: %s%n", overlay.chapter().name(), overlay.shares()));
        return all(last, overlays);
    }

    private int all(Chapter chapter, List<Overlay> overlays) {
        List<Exercise> exercises = chapter.exercises();
        Overlay last = overlays.getLast();
        boolean isOwn = last.chapter().equals(chapter);
        List<Exercise> written =
                exercises.stream()
                        .filter(one -> !isOwn || !last.blank().contains(one.task()))
                        .toList();
        TestProcess tests = compiled(chapter, overlays, FOR_A_CHAPTER);
        if (BreakCommand.isOn(workbook, chapter)) {
            return new BreakCommand(workbook, out).check(chapter, tests, written);
        }
        TestProcess.Outcome outcome = tests.run(written.stream().map(Trial::of).toList());
        List<Findings> red = new ArrayList<>();
        for (Exercise exercise : exercises) {
            Findings findings = new Findings(exercise, outcome);
            boolean isWritten = written.contains(exercise);
            if (isWritten && !findings.isGreen()) {
                red.add(findings);
            }
            if (isOwn && overlays.size() == 1) {
                workbook.remember(exercise, isWritten && findings.isGreen());
            }
            out.printf(
                    "  %-5s %s%n",
                    exercise.task(),
                    isWritten ? findings.summary() : "blank   " + exercise.called());
        }
        red.stream().findFirst().ifPresent(first -> first.explanation().forEach(out::println));
        out.printf("%d of %d tasks are green%n", written.size() - red.size(), exercises.size());
        return written.size() - red.size() == exercises.size() ? 0 : 1;
    }

    private Build build() {
        return new Build(workbook.course().root(), out);
    }

    private Overlay overlay(Chapter chapter, Exercise exercise) {
        return Overlay.of(chapter, workbook.desk(chapter), exercise.task()::equals);
    }

    private TestProcess compiled(Chapter chapter, List<Overlay> overlays, Duration patience) {
        ClassPath classPath = ClassPath.of(chapter.folder());
        List<Path> own = new ArrayList<>();
        for (Overlay overlay : overlays) {
            Path classes = workbook.classes(overlay.chapter());
            overlay.compile(classPath.behind(own), classes);
            own.addFirst(classes);
        }
        return new TestProcess(
                workbook.course().root(),
                chapter,
                classPath.behind(own),
                workbook.course().memory().resolve("run"),
                patience);
    }

    private void requireFiles(Exercise exercise) {
        Desk desk = workbook.desk(exercise.chapter());
        for (Source file : exercise.files()) {
            if (desk.file(file.name()).isEmpty()) {
                throw new StuckException(
                        "%s is gone, in which task %s is written; ./learn reset %s writes its starter again"
                                .formatted(
                                        exercise.chapter().called(file.name()),
                                        exercise.task(),
                                        exercise.task()));
            }
        }
    }
}
