package proglog.learn;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `./learn break 3`: a method of the chapter becomes a mutant; the reader finds it, without being
/// told which test would.
record BreakCommand(Workbook workbook, PrintStream out) {

    private static final String NONE = "-";

    int run(Chapter chapter, Optional<String> option) {
        if (option.equals(Optional.of("over"))) {
            return over(chapter);
        }
        if (option.isPresent()) {
            throw new StuckException("'%s' is not known here; over is".formatted(option.get()));
        }
        if (isOn(workbook, chapter)) {
            return introduce(chapter, current(chapter));
        }
        List<Mutant> mutants = Mutant.of(chapter);
        if (mutants.isEmpty()) {
            throw new StuckException(
                    "chapter %d has nothing to break yet".formatted(chapter.number()));
        }
        int turn = Integer.parseInt(workbook.progress().get(key("turn", chapter)).orElse("0"));
        Mutant mutant = mutants.get(turn % mutants.size());
        install(chapter, mutant);
        workbook.progress().put(key("turn", chapter), String.valueOf(turn + 1));
        return introduce(chapter, mutant);
    }

    private void install(Chapter chapter, Mutant mutant) {
        Part part = mutant.part(chapter.exercise(mutant.task()));
        Desk desk = workbook.desk(chapter);
        String name = part.file().name();
        Optional<Source> own = desk.file(name);
        Source file = own.orElse(part.file());
        if (!file.errors().isEmpty()) {
            throw new StuckException(Overlay.notJava(chapter, file.errors().getFirst()));
        }
        Method place =
                file.find(part.method())
                        .orElseThrow(() -> Overlay.missing(chapter, file, part.method()));
        Optional<Path> kept = desk.replace(name, file.with(Map.of(place, mutant.body())));
        workbook.progress().put(key("kept", chapter), kept.map(Path::toString).orElse(NONE));
        workbook.progress().put(key("on", chapter), mutant.name());
    }

    private int introduce(Chapter chapter, Mutant mutant) {
        out.printf("one method of chapter %d is wrong now. What somebody saw:%n", chapter.number());
        out.printf("  %s%n", mutant.symptom());
        out.printf(
                "find it in %s and mend it; no test is named%n",
                chapter.called(mutant.part(chapter.exercise(mutant.task())).file().name()));
        out.printf(
                "./learn check %d says whether you have; ./learn break %d over tells, and gives"
                        + " back your file%n",
                chapter.number(), chapter.number());
        return 0;
    }

    private int over(Chapter chapter) {
        if (!isOn(workbook, chapter)) {
            throw new StuckException("chapter %d is not broken".formatted(chapter.number()));
        }
        Mutant mutant = current(chapter);
        Part part = mutant.part(chapter.exercise(mutant.task()));
        out.printf(
                "it was %s; %s.%s notices:%n%n",
                mutant.name(), mutant.testClass(), mutant.testMethod());
        mutant.text().lines().filter(line -> !line.startsWith("//")).forEach(out::println);
        out.println();
        String kept = workbook.progress().get(key("kept", chapter)).orElse(NONE);
        String name = part.file().name();
        String before = kept.equals(NONE) ? Blank.starter(part.file()) : read(Path.of(kept));
        workbook.desk(chapter).replace(name, before);
        workbook.progress().remove(key("on", chapter));
        out.printf("%s is what it was before%n", chapter.called(name));
        return 0;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Mutant current(Chapter chapter) {
        String name = workbook.progress().get(key("on", chapter)).orElse("");
        return Mutant.of(chapter).stream()
                .filter(mutant -> mutant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new StuckException("the mutant %s is gone".formatted(name)));
    }

    static boolean isOn(Workbook workbook, Chapter chapter) {
        return workbook.progress().get(key("on", chapter)).isPresent();
    }

    /// Says whether the tests of these tasks and the mutant's own are green, but not which is not.
    int check(Chapter chapter, TestProcess tests, List<Exercise> exercises) {
        List<Trial> trials = new ArrayList<>(exercises.stream().map(Trial::of).toList());
        trials.add(current(chapter).trial(chapter));
        TestProcess.Outcome outcome = tests.run(trials);
        if (outcome.hung().isPresent() || !outcome.results().stream().allMatch(Result::isOk)) {
            out.println("still wrong");
            return 1;
        }
        out.printf(
                "mended: every test is green. ./learn break %d over ends this%n", chapter.number());
        return 0;
    }

    private static String key(String what, Chapter chapter) {
        return "break.%s.%d".formatted(what, chapter.number());
    }
}
