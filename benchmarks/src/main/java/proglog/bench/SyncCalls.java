package proglog.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import proglog.bench.others.Contender;

/// Counts how often processes have the disk sync, by `strace`: what a system says of itself can be
/// seen.
final class SyncCalls {

    /// Nobody could look.
    static final double UNSEEN = -1;

    private static final int APPENDS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern ATTACHED = Pattern.compile("attached");
    private static final Pattern CALLS =
            Pattern.compile("(?m)^ *[\\d.]+ +[\\d.]+ +\\d+ +(\\d+) .*(?:sync|msync)$");

    private SyncCalls() {}

    /// How many there are in all nodes for one append of `value`, one after the other; [#UNSEEN]
    /// without strace, or where it may not look.
    static double perAppend(Contender contender, byte[] value, Path directory)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Path said = directory.resolve("strace-said");
        Path counted = directory.resolve("strace-counted");
        List<String> command =
                new ArrayList<>(
                        List.of("strace", "-f", "-c", "-e", "trace=fsync,fdatasync,msync", "-o"));
        command.add(counted.toString());
        contender.processes().forEach(id -> command.addAll(List.of("-p", String.valueOf(id))));
        Process strace;
        try {
            strace = new ProcessBuilder(command).redirectError(Redirect.to(said.toFile())).start();
        } catch (IOException _) { // not here
            return UNSEEN;
        }
        try {
            int processes = contender.processes().size();
            Await.until("strace", PATIENCE, () -> !strace.isAlive() || attached(said) >= processes);
            if (!strace.isAlive()) {
                return UNSEEN;
            }
            for (int i = 0; i < APPENDS; i++) {
                contender.append(value);
            }
        } finally {
            strace.destroy();
            strace.waitFor();
        }
        return calls(Files.readString(counted)) / (double) APPENDS;
    }

    private static long attached(Path said) throws IOException {
        return ATTACHED.matcher(Files.readString(said)).results().count();
    }

    /// The sum of a table as strace prints it.
    static long calls(String table) {
        Matcher rows = CALLS.matcher(table);
        long calls = 0;
        while (rows.find()) {
            calls += Long.parseLong(rows.group(1));
        }
        return calls;
    }
}
