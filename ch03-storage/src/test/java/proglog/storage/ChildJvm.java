package proglog.storage;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A JVM of its own that runs a `main` of the tests; it can be killed without hurting the test. For
/// one thread only.
///
/// What it has to tell it prints in lines that begin with a word in capitals; other lines are log
/// output, kept for messages of failure. It never outlives the test: closing kills it, and so does
/// the end of its standard input.
final class ChildJvm implements AutoCloseable {

    private static final int LIFETIME_SECONDS = 110;
    private static final List<String> QUICK_START =
            List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-XX:+UseSerialGC");

    private final Process process;
    private final BufferedReader out;
    private final PrintStream in;
    private final List<String> chatter = new ArrayList<>();

    private ChildJvm(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    }

    static ChildJvm start(Class<?> main, Object... arguments) {
        return start(List.of(), Map.of(), main, arguments);
    }

    static ChildJvm start(
            List<String> options,
            Map<String, String> environment,
            Class<?> main,
            Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(QUICK_START);
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            Thread.ofVirtual().name("lifetime of " + process.pid()).start(() -> limit(process));
            return new ChildJvm(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the mains need: the fewer jars there are to open, the quicker it starts.
    private static String classPath() {
        return String.join(
                File.pathSeparator,
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> !entry.endsWith(".jar") || isNeeded(entry))
                        .toList());
    }

    private static boolean isNeeded(String jar) {
        String name = Path.of(jar).getFileName().toString();
        return Stream.of("ch01-", "ch03-", "slf4j-", "logback-").anyMatch(name::startsWith);
    }

    private static void limit(Process process) {
        try {
            if (!process.waitFor(LIFETIME_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
        }
    }

    long pid() {
        return process.pid();
    }

    void say(String line) {
        in.println(line);
    }

    /// The next line that it means to tell; empty at the end of its output.
    String hear() {
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.matches("[A-Z]+( .*)?")) {
                    return line;
                }
                chatter.add(line);
            }
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Says `line` and returns the answer.
    String ask(String line) {
        say(line);
        return hear();
    }

    /// Waits for a line that begins with `word`, and returns it.
    String await(String word) {
        String line = hear();
        while (!line.startsWith(word)) {
            if (line.isEmpty()) {
                throw new AssertionError("never said " + word + ", but: " + chatter());
            }
            line = hear();
        }
        return line;
    }

    /// Ends its standard input, and hears it out.
    void endInput() {
        in.close();
        while (!hear().isEmpty()) {}
    }

    /// Its log output so far.
    String chatter() {
        return String.join("\n", chatter);
    }

    /// Kills it as `kill -9` does, and returns when it is gone.
    void kill() {
        // By its handle: `Process` would throw away what it has said and nobody has heard yet.
        process.toHandle().destroyForcibly();
        exitCode();
    }

    /// Waits for its end; 137 when it was killed.
    int exitCode() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a child", e);
        }
    }

    @Override
    public void close() {
        kill();
        in.close();
    }
}
