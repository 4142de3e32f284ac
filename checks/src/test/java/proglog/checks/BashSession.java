package proglog.checks;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// One bash that runs the commands of a page, one after the other; closing it ends what they
/// started.
///
/// For one thread only; a second, of its own, reads what bash and its children print.
final class BashSession implements AutoCloseable {

    private static final Duration LONGEST_COMMAND = Duration.ofMinutes(5);
    private static final Duration LATE_OUTPUT = Duration.ofSeconds(20);
    private static final String END = "\u001e";
    // A terminal would print its own words about a job that was killed.
    private static final Predicate<String> ABOUT_JOBS =
            line -> line.matches("bash: line \\d+: +\\d+ (Killed|Terminated|Hangup)\\b.*");

    private final Process bash;
    private final Writer commands;
    private final StringBuilder printed = new StringBuilder(); // guarded by itself
    private final Thread reader;
    private boolean hasJobs; // written by run

    private BashSession(Process bash) {
        this.bash = bash;
        this.commands = bash.outputWriter(StandardCharsets.UTF_8);
        this.reader = Thread.ofVirtual().name("bash-output").unstarted(this::read);
    }

    static BashSession start(Path folder, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash", "--noprofile", "--norc");
        builder.directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().putAll(Map.of("TERM", "dumb", "LC_ALL", "C.UTF-8"));
        BashSession session = new BashSession(builder.start());
        session.reader.start();
        return session;
    }

    /// Runs a step; the lines it printed, which are what the page says if that comes in time.
    List<String> run(Step step) throws IOException, InterruptedException {
        synchronized (printed) {
            printed.setLength(0);
        }
        // Without its own input a command would read the next one.
        commands.write("{ %s\n} </dev/null\nprintf '\\036'\n".formatted(step.command()));
        commands.flush();
        if (!await(() -> text().contains(END), LONGEST_COMMAND)) {
            return List.of("(not done after %s; so far:)".formatted(LONGEST_COMMAND), text());
        }
        hasJobs |= step.isInBackground();
        if (hasJobs) {
            Duration patience = step.isInBackground() ? LONGEST_COMMAND : LATE_OUTPUT;
            await(() -> step.output().matches(lines()), patience);
        }
        return lines();
    }

    private List<String> lines() {
        return text().replace(END, "").lines().filter(ABOUT_JOBS.negate()).toList();
    }

    private String text() {
        synchronized (printed) {
            return printed.toString();
        }
    }

    private boolean await(BooleanSupplier condition, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        synchronized (printed) {
            while (!condition.getAsBoolean()) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0 || !reader.isAlive()) {
                    return condition.getAsBoolean();
                }
                printed.wait(Math.min(left, 1000));
            }
        }
        return true;
    }

    private void read() {
        try (Reader output = new InputStreamReader(bash.getInputStream(), StandardCharsets.UTF_8)) {
            char[] chunk = new char[8192];
            for (int n = output.read(chunk); n >= 0; n = output.read(chunk)) {
                synchronized (printed) {
                    printed.append(chunk, 0, n);
                    printed.notifyAll();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> started = bash.descendants().toList();
        started.forEach(ProcessHandle::destroy);
        bash.destroyForcibly();
        for (ProcessHandle process : started) {
            process.onExit().orTimeout(10, TimeUnit.SECONDS).exceptionally(_ -> process).join();
            process.destroyForcibly();
        }
    }
}
