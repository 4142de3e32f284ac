package proglog.torture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Programs of the system that faults are made with.
final class Tool {

    private static final int SECONDS = 60;

    private Tool() {}

    /// Runs a program that must succeed.
    static void run(String... command) throws IOException {
        String failure = tryToRun(command);
        if (!failure.isEmpty()) {
            throw new IOException(failure);
        }
    }

    /// Runs a program and returns why it failed; nothing when it did not.
    static String tryToRun(String... command) throws IOException {
        Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "%s takes too long".formatted(String.join(" ", command));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + String.join(" ", command), e);
        }
        return process.exitValue() == 0
                ? ""
                : "%s failed: %s".formatted(String.join(" ", command), said.strip());
    }

    /// Those of `programs` that are not on this machine.
    static List<String> missing(String... programs) {
        return Stream.of(programs).filter(program -> !isOnPath(program)).toList();
    }

    private static boolean isOnPath(String program) {
        return Stream.of((System.getenv("PATH") + ":/usr/sbin:/sbin").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /// Whether file systems and networks can be made at all.
    static boolean isRoot() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self) && Files.getAttribute(self, "unix:uid").equals(0);
    }
}
