package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What a node's command line says and refuses.
final class MainTest {

    private final StringWriter printed = new StringWriter();
    private final CommandLine main =
            Main.commandLine().setOut(new PrintWriter(printed)).setErr(new PrintWriter(printed));

    @Test
    void saysWhatItTakes() {
        assertThat(main.execute("--help")).isZero();

        assertThat(printed.toString())
                .contains("--bootstrap")
                .contains("--join")
                .contains("--raft-port")
                .contains("--election-timeout")
                .contains("Examples:");
    }

    @Test
    void refusesAMisspeltOption() {
        assertThat(main.execute("--bootstrp")).isEqualTo(2);

        assertThat(printed.toString()).contains("--bootstrp");
    }

    @Test
    void refusesAnEngineThatDoesNotExist(@TempDir Path folder) {
        int exitCode = main.execute("--engine", "ratis", "--certs", folder.toString());

        assertThat(exitCode).isEqualTo(2);
        assertThat(printed.toString())
                .isEqualTo(
                        "proglog: unknown engine 'ratis', it is one of [jraft, atomix]"
                                + System.lineSeparator());
    }

    @Test
    void doesNotStartWithoutCertificates(@TempDir Path folder) {
        Path none = folder.resolve("certs");

        assertThat(main.execute("--certs", none.toString())).isEqualTo(1);

        assertThat(printed.toString())
                .isEqualTo(
                        "proglog: no folder %s with certificates: make it with ./proglog certs"
                                        .formatted(none)
                                + System.lineSeparator());
    }
}
