package proglog.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What `./proglog run ch05` says when it cannot start; it never starts with less than it was told.
final class MainTest {

    @TempDir private Path folder;
    private final StringWriter said = new StringWriter();

    @Test
    void saysHowToMakeCertificates() {
        assertThat(run("--certs", folder.resolve("certs").toString())).isEqualTo(1);
        assertThat(said.toString())
                .isEqualTo(
                        "proglog: no folder %s with certificates: make it with ./proglog certs%n"
                                .formatted(folder.resolve("certs")));
    }

    @Test
    void namesACertificateThatIsMissing() {
        assertThat(run("--certs", folder.toString(), "--acl-policy", "acl/policy.csv"))
                .isEqualTo(1);
        assertThat(said.toString()).startsWith("proglog: " + folder).contains("does not exist");
    }

    @Test
    void refusesAnAccessListThatIsMissing() {
        certificates();

        assertThat(run("--certs", folder.toString(), "--acl-policy", "nowhere.csv")).isEqualTo(1);
        assertThat(said.toString()).startsWith("proglog: nowhere.csv does not exist");
    }

    @Test
    void refusesAnAccessListWithASlip() throws Exception {
        certificates();
        Path policy = Files.writeString(folder.resolve("p.csv"), "p, root, *, produec\n");

        assertThat(run("--certs", folder.toString(), "--acl-policy", policy.toString()))
                .isEqualTo(1);
        assertThat(said.toString()).startsWith("proglog: " + policy + ":1: can never match");
    }

    @Test
    void refusesAMisspeltOption() {
        certificates();

        assertThat(run("--certs", folder.toString(), "--acl-polcy", "policy.csv")).isEqualTo(2);
        assertThat(said.toString()).contains("--acl-polcy");
    }

    private void certificates() {
        CommandLine certs = CertsCommand.commandLine();
        certs.setOut(new PrintWriter(new StringWriter()));
        assertThat(certs.execute("--dir", folder.toString())).isZero();
    }

    private int run(String... arguments) {
        CommandLine main = Main.commandLine();
        main.setErr(new PrintWriter(said, true));
        String[] all = new String[arguments.length + 6];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        String[] rest = {
            "--port",
            "0",
            "--data",
            folder.resolve("data").toString(),
            "--acl-model",
            "acl/model.conf"
        };
        System.arraycopy(rest, 0, all, arguments.length, rest.length);
        return main.execute(all);
    }
}
