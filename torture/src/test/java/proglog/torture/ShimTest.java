package proglog.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A JVM believes what the shim tells it.
final class ShimTest {

    @TempDir private Path directory;
    private Shim shim;
    private Process process;
    private PrintWriter in;
    private BufferedReader out;

    @BeforeEach
    void start() throws IOException {
        RealMachine.require();
        shim = Shim.open(Shim.compile(directory), directory.resolve("control"));
        ProcessBuilder builder =
                new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Obedient.class.getName(),
                        directory.resolve("file").toString());
        builder.environment().putAll(shim.environment());
        process = builder.start();
        in = new PrintWriter(process.outputWriter(), true);
        out = process.inputReader();
    }

    @AfterEach
    void stop() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private record Said(long second, String outcome, long millis) {}

    private Said ask() throws IOException {
        in.println();
        String[] words = out.readLine().split(" ");
        return new Said(Long.parseLong(words[0]), words[1], Long.parseLong(words[2]));
    }

    @Test
    void leavesAProcessAloneUntilItIsTold() throws IOException {
        Said said = ask();

        assertThat(said.outcome()).isEqualTo("synced");
        assertThat(said.second()).isCloseTo(Instant.now().getEpochSecond(), within());
    }

    @Test
    void letsTheTimeOfDayLeapAndComeBack() throws IOException {
        shim.setClockAhead(Duration.ofHours(1));
        assertThat(ask().second()).isCloseTo(Instant.now().getEpochSecond() + 3600, within());

        shim.setClockAhead(Duration.ofMillis(-3_600_500));
        assertThat(ask().second()).isCloseTo(Instant.now().getEpochSecond() - 3600, within());

        shim.setClockAhead(Duration.ZERO);
        assertThat(ask().second()).isCloseTo(Instant.now().getEpochSecond(), within());
    }

    @Test
    void letsSyncsFail() throws IOException {
        shim.failSyncs(true);
        assertThat(ask().outcome()).isEqualTo("failed");

        shim.failSyncs(false);
        assertThat(ask().outcome()).isEqualTo("synced");
    }

    @Test
    void letsSyncsTakeLong() throws IOException {
        shim.slowSyncs(Duration.ofMillis(200));

        assertThat(ask().millis()).isGreaterThanOrEqualTo(200);
    }

    private static org.assertj.core.data.Offset<Long> within() {
        return org.assertj.core.api.Assertions.within(60L);
    }
}
