package proglog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import proglog.grpc.Terminal;

/// What a command learns from its environment.
final class SurroundingsTest {

    private static Surroundings with(Map<String, String> environment) {
        return new Surroundings(
                environment,
                new Terminal(InputStream.nullInputStream(), new ByteArrayOutputStream()));
    }

    @Test
    void aVariableThatIsSetToNothingSaysNothing() {
        Surroundings some = with(Map.of("ONE", "1", "NONE", ""));

        assertThat(some.variable("ONE")).contains("1");
        assertThat(some.variable("NONE")).isEmpty();
        assertThat(some.variable("OTHER")).isEmpty();
    }

    @Test
    void theClusterIsWhereOneSaysOrInTheProject() {
        Path home = Path.of("project").toAbsolutePath();
        Path elsewhere = Path.of("elsewhere").toAbsolutePath();

        assertThat(with(Map.of("PROGLOG_HOME", home + "/x/..")).home()).isEqualTo(home);
        assertThat(with(Map.of("PROGLOG_HOME", home.toString())).cluster().path())
                .isEqualTo(home.resolve("target/cluster"));
        assertThat(with(Map.of("PROGLOG_CLUSTER_DIR", "x/../elsewhere")).cluster().path())
                .isEqualTo(elsewhere);
    }

    @Test
    void theLauncherKnowsWhichOutputsAreATerminal() {
        Surroundings errorsOnly = with(Map.of("PROGLOG_TERMINALS", "2"));

        assertThat(errorsOnly.isTerminal(1)).isFalse();
        assertThat(errorsOnly.isTerminal(2)).isTrue();
    }
}
