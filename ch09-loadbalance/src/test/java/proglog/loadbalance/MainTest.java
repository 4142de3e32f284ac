package proglog.loadbalance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What a node's command line says and refuses: as chapter 8's.
final class MainTest {

    private final StringWriter printed = new StringWriter();
    private final CommandLine main =
            Main.commandLine().setOut(new PrintWriter(printed)).setErr(new PrintWriter(printed));

    @Test
    void takesTheOptionsOfANode() {
        assertThat(main.execute("--help")).isZero();

        assertThat(printed.toString())
                .contains("proglog run ch09")
                .contains("--bootstrap")
                .contains("--acl-policy")
                .contains("--otlp")
                .contains("proglog:///");
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
