package proglog.learn;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// That the tasks of a chapter can be trusted: a blank one is red, the reference is green, each
/// mutant is caught by the test it names, and there are hints that are not the solution. For one
/// thread only.
///
/// The classes differ from trial to trial, the process is the same: a chapter takes seconds.
public final class Proof {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int LEAST_MUTANTS = 3;
    private static final int TELLING = 40; // a line as long as this would be the solution's

    private final Path root;
    private final Chapter chapter;
    private final Compilation compilation;
    private final Path classes;
    private final List<String> problems = new ArrayList<>();
    private final List<Trial> trials = new ArrayList<>();
    private final Map<String, Predicate<List<Result>>> expected = new HashMap<>();

    private Proof(Path root, Chapter chapter, Compilation compilation, Path classes) {
        this.root = root;
        this.chapter = chapter;
        this.compilation = compilation;
        this.classes = classes;
    }

    /// What is not as it should be with the tasks of a chapter; nothing if all is well.
    ///
    /// @param root the project, in which that chapter is built
    public static List<String> of(Path root, int number) {
        Chapter chapter = new Course(root, root).chapter(String.valueOf(number));
        if (chapter.exercises().isEmpty()) {
            return List.of();
        }
        Path classes = chapter.folder().resolve("target/learn-proof");
        try (Compilation compilation = Compilation.on(ClassPath.of(chapter.folder()))) {
            return new Proof(root, chapter, compilation, Folders.emptied(classes)).problems();
        }
    }

    /// The numbers of the chapters that have hints, so that a reader may begin them.
    public static List<Integer> chapters(Path root) {
        return new Course(root, root)
                .chapters().stream()
                        .filter(chapter -> Files.isDirectory(chapter.folder().resolve("hints")))
                        .map(Chapter::number)
                        .toList();
    }

    private List<String> problems() {
        chapter.exercises().forEach(this::look);
        starterCompiles();
        chapter.exercises().forEach(this::expectRed);
        chapter.exercises().forEach(this::expectGreen);
        List<Mutant> mutants = Mutant.of(chapter);
        if (mutants.size() < LEAST_MUTANTS) {
            problems.add(
                    "%s has %d of at least %d mutants"
                            .formatted(chapter.name(), mutants.size(), LEAST_MUTANTS));
        }
        mutants.forEach(this::expectCaught);
        judge();
        return List.copyOf(problems);
    }

    private void look(Exercise exercise) {
        if (exercise.tests().isEmpty()) {
            problems.add("task %s has no test".formatted(exercise.task()));
        }
        if (exercise.section().title().isEmpty()) {
            problems.add("the README says nothing about task " + exercise.task());
        }
        List<String> hints = Hints.of(exercise.hints()).hints();
        if (hints.size() != Hints.EACH || hints.stream().anyMatch(String::isBlank)) {
            problems.add(
                    "task %s has %d of %d hints"
                            .formatted(exercise.task(), hints.size(), Hints.EACH));
        }
        for (Part part : exercise.parts()) {
            part.solution()
                    .lines()
                    .map(String::strip)
                    .filter(line -> line.length() > TELLING)
                    .filter(line -> String.join("\n", hints).contains(line))
                    .forEach(line ->
                            problems.add(
                                    "a hint for %s tells the solution: %s"
                                            .formatted(exercise.task(), line)));
        }
    }

    private void starterCompiles() {
        Map<String, String> starters = StartCommand.starters(chapter);
        compile("starter", starters);
    }

    // As the reader's: the file with this task blank, the others played by the reference.
    private void expectRed(Exercise exercise) {
        Map<String, String> texts = new TreeMap<>();
        for (Source file : exercise.files()) {
            texts.put(file.name(), Blank.starter(file, Set.of(exercise.task())));
        }
        String name = "blank " + exercise.task();
        compile(name, texts)
                .ifPresent(folder ->
                        expect(
                                name,
                                Trial.of(exercise).failingOn(folder),
                                results -> results.stream().anyMatch(result -> !result.isOk())));
    }

    private void expectGreen(Exercise exercise) {
        Map<String, String> texts = new TreeMap<>();
        for (Source file : exercise.files()) {
            texts.put(file.name(), Blank.starter(file, Set.of()));
        }
        String name = "solved " + exercise.task();
        compile(name, texts)
                .ifPresent(folder ->
                        expect(
                                name,
                                Trial.of(exercise).failingOn(folder),
                                results ->
                                        !results.isEmpty()
                                                && results.stream().allMatch(Result::isOk)));
    }

    private void expectCaught(Mutant mutant) {
        Exercise exercise = chapter.exercise(mutant.task());
        Source file = mutant.part(exercise).file();
        Method method = mutant.part(exercise).method();
        String name = "mutant " + mutant.name();
        compile(name, Map.of(file.name(), file.with(Map.of(method, mutant.body()))))
                .ifPresent(folder ->
                        expect(
                                name,
                                mutant.trial(chapter).failingOn(folder),
                                results -> results.stream().anyMatch(result -> !result.isOk())));
    }

    private Optional<Path> compile(String name, Map<String, String> texts) {
        Path folder = classes.resolve(name.replace(' ', '-'));
        Optional<CompileError> error = compilation.compile(texts, folder);
        error.ifPresent(first ->
                problems.add("%s does not compile: %s".formatted(name, first.inOneLine())));
        return error.isPresent() ? Optional.empty() : Optional.of(folder);
    }

    private void expect(String name, Trial trial, Predicate<List<Result>> what) {
        trials.add(trial.called(name));
        expected.put(name, what);
    }

    private void judge() {
        TestProcess.Outcome outcome =
                new TestProcess(
                                root,
                                chapter,
                                ClassPath.of(chapter.folder()),
                                classes.resolve("run"),
                                PATIENCE)
                        .run(trials);
        outcome.hung().ifPresent(test -> problems.add("%s did not end".formatted(test)));
        Map<String, List<Result>> byTrial =
                outcome.results().stream().collect(Collectors.groupingBy(Result::trial));
        expected.forEach((name, what) -> {
            List<Result> results = byTrial.getOrDefault(name, List.of());
            if (!what.test(results)) {
                problems.add("%s: not as it should be: %s".formatted(name, seen(results)));
            }
        });
    }

    private static String seen(List<Result> results) {
        return results.stream()
                .filter(result -> !result.isOk())
                .findFirst()
                .map(Result::toString)
                .orElse("nothing is red, of %d".formatted(results.size()));
    }
}
