package proglog.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A program of the system that has run.
///
/// @param exitCode what it ended with
/// @param said everything it printed
record Program(int exitCode, String said) {

    private static final int MINUTES = 5;

    /// Runs a program that must succeed, and returns what it said.
    static String run(List<String> command) {
        return run(command, Map.of());
    }

    static String run(List<String> command, Map<String, String> environment) {
        Program program = tryToRun(command, environment);
        if (program.exitCode() != 0) {
            throw new AssertionError(
                    "%s ended with %d: %s"
                            .formatted(
                                    String.join(" ", command),
                                    program.exitCode(),
                                    program.said().strip()));
        }
        return program.said();
    }

    static Program tryToRun(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return new Program(-1, said + "\nand did not end");
            }
            return new Program(process.exitValue(), said);
        } catch (IOException failure) {
            return new Program(-1, String.valueOf(failure.getMessage()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Program(-1, "interrupted");
        }
    }

    /// Whether all of `programs` can be run, by a user who may do everything.
    static boolean mayRun(String... programs) {
        return "root".equals(System.getProperty("user.name"))
                && Stream.of(programs).allMatch(Program::isOnPath);
    }

    private static boolean isOnPath(String program) {
        return Stream.of((System.getenv("PATH") + ":/usr/sbin:/sbin").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
