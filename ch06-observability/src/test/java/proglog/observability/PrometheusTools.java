package proglog.observability;

import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// `prometheus` and `promtool`, as Debian's package `prometheus` has them.
///
/// Where they are not installed, a test is skipped, and says so; with `REQUIRE_PROMETHEUS=true` in
/// the environment it fails instead.
final class PrometheusTools {

    private static final int SECONDS = 60;

    private PrometheusTools() {}

    /// What a tool said, and whether it was content.
    record Outcome(int exitCode, String said) {}

    /// Skips the test where one of `tools` is missing.
    static void require(String... tools) {
        for (String tool : tools) {
            if (!isInstalled(tool)) {
                String message = tool + " is not installed (apt-get install prometheus)";
                if ("true".equals(System.getenv("REQUIRE_PROMETHEUS"))) {
                    fail(message + ", and REQUIRE_PROMETHEUS=true forbids to skip this");
                }
                Assumptions.abort(message);
            }
        }
    }

    private static boolean isInstalled(String tool) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    /// Runs `promtool` in `folder` with `input` on its standard input.
    static Outcome promtool(Path folder, String input, String... arguments)
            throws IOException, InterruptedException {
        require("promtool");
        Path said = Files.createTempFile("promtool", ".txt");
        Path given = Files.writeString(Files.createTempFile("promtool", ".in"), input);
        try {
            ProcessBuilder builder = new ProcessBuilder("promtool").directory(folder.toFile());
            builder.command().addAll(List.of(arguments));
            Process tool =
                    builder.redirectErrorStream(true)
                            .redirectOutput(said.toFile())
                            .redirectInput(given.toFile())
                            .start();
            if (!tool.waitFor(SECONDS, TimeUnit.SECONDS)) {
                tool.destroyForcibly();
                fail("promtool did not end");
            }
            return new Outcome(tool.exitValue(), Files.readString(said, StandardCharsets.UTF_8));
        } finally {
            Files.delete(said);
            Files.delete(given);
        }
    }
}
