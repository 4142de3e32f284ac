package proglog.learn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Runs trials in one JVM of their own, in the chapter's folder, as the build does. Immutable.
///
/// @param notes a folder for what is written on the way
/// @param patience after which the JVM is ended, whatever it does
record TestProcess(Path root, Chapter chapter, ClassPath classPath, Path notes, Duration patience) {

    private static final String RUNNER = "proglog.learn.runner.TestRunner";

    /// What came of the trials.
    ///
    /// @param hung the test that had begun when patience was at an end
    /// @param printed a file with what the tests printed
    record Outcome(List<Result> results, Optional<String> hung, Path printed) {}

    Outcome run(List<Trial> trials) {
        try {
            Path folder = Folders.emptied(notes);
            Path jobs = folder.resolve("trials");
            Files.write(jobs, trials.stream().map(Trial::line).toList());
            Path results = folder.resolve("results");
            Path printed = folder.resolve("printed.txt");
            boolean isDone = run(jobs, results, printed);
            List<String> lines = Files.exists(results) ? Files.readAllLines(results) : List.of();
            if (isDone && !lines.contains("end")) {
                throw new StuckException(
                        "the tests did not run; what they printed is in " + printed);
            }
            return new Outcome(
                    lines.stream().flatMap(line -> Result.parse(line).stream()).toList(),
                    isDone ? Optional.empty() : lastBegun(lines),
                    printed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean run(Path jobs, Path results, Path printed) throws IOException {
        Process process =
                new ProcessBuilder(command(jobs, results))
                        .directory(chapter.folder().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(printed.toFile())
                        .start();
        Thread end = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(end); // Ctrl-C ends both
        try {
            return process.waitFor(patience.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StuckException("interrupted while the tests ran", e);
        } finally {
            process.destroyForcibly();
            Runtime.getRuntime().removeShutdownHook(end);
        }
    }

    private List<String> command(Path jobs, Path results) {
        Path tools = root.resolve("workbook");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "@" + root.resolve("jvm.flags"),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+EnableDynamicAgentLoading",
                                "-Djunit.jupiter.execution.timeout.testable.method.default=60 s"));
        command.addAll(
                List.of(
                        "-cp",
                        classPath.and(ClassPath.of(tools)).toString(),
                        RUNNER,
                        jobs.toString(),
                        results.toString()));
        return command;
    }

    private static Optional<String> lastBegun(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("begin\t"))
                .map(line -> Arrays.asList(line.split("\t", -1)))
                .map(cells -> cells.get(2) + "." + cells.get(3))
                .reduce((_, last) -> last);
    }
}
