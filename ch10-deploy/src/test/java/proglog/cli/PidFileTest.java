package proglog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PidFileTest {

    private final ProcessHandle self = ProcessHandle.current();

    @TempDir private Path folder;

    @Test
    void findsTheProcessItRemembers() throws IOException {
        PidFile file = new PidFile(folder.resolve("pid"));

        file.write(self);

        assertThat(file.find()).contains(self);
    }

    @Test
    void takesNobodyElseForItWhoHasTheSameNumber() throws IOException {
        long earlier = self.info().startInstant().orElseThrow().minusSeconds(60).toEpochMilli();
        Path path = Files.writeString(folder.resolve("pid"), self.pid() + " " + earlier + "\n");

        assertThat(new PidFile(path).find()).isEmpty();
    }

    @Test
    void forgetsWhoHasEnded() throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-version")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        PidFile file = new PidFile(folder.resolve("pid"));
        file.write(process.toHandle());

        process.waitFor();

        assertThat(file.find()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "x y", "-1 5", "1 2 3", "99999999999999999999 0"})
    void holdsDamageForNobody(String text) throws IOException {
        Path path = Files.writeString(folder.resolve("pid"), text);

        assertThat(new PidFile(path).find()).isEmpty();
    }

    @Test
    void isEmptyWhenThereIsNoFile() throws IOException {
        assertThat(new PidFile(folder.resolve("pid")).find()).isEmpty();
    }
}
