package proglog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import proglog.grpc.Terminal;

final class ServerOptionsTest {

    private final Map<String, String> environment = new HashMap<>();

    @TempDir private Path folder;

    @Command
    private static final class Asking {

        @Mixin private ServerOptions server = new ServerOptions();
    }

    @BeforeEach
    void keepsToTheFolder() {
        environment.put("PROGLOG_CLUSTER_DIR", folder.toString());
    }

    @Test
    void callsThisMachineInPlaintextWhenNothingIsSaid() throws IOException {
        assertThat(target())
                .isEqualTo(new Target("127.0.0.1:8400", Optional.empty(), Optional.empty()));
    }

    @Test
    void callsTheLocalClusterOnceANodeOfItRuns() throws IOException {
        runningCluster();

        assertThat(target())
                .isEqualTo(
                        new Target(
                                "proglog:///127.0.0.1:9400,127.0.0.1:9410",
                                Optional.of(folder.resolve("certs")),
                                Optional.empty()));
        assertThat(target().isCluster()).isTrue();
    }

    @Test
    void knowsTheCertificatesOfOneOfItsNodes() throws IOException {
        runningCluster();

        assertThat(target("--addr", "127.0.0.1:9410").certificates())
                .contains(folder.resolve("certs"));
        assertThat(target("--addr", "127.0.0.1:9999").certificates()).isEmpty();
    }

    @Test
    void sendsHeadersToOneServerOnly() throws IOException {
        assertThat(target("--addr", "elsewhere:1", "--header", "a: b").isCluster()).isFalse();
        assertThatThrownBy(() -> target("--addr", "proglog:///elsewhere:1", "--header", "a: b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--header is for one server, not for proglog:///elsewhere:1");
    }

    @Test
    void doesAsItIsTold() throws IOException {
        runningCluster();
        environment.put("PROGLOG_ADDR", "elsewhere:1");
        environment.put("PROGLOG_CERTS", "mine");

        assertThat(target("--as", "nobody"))
                .isEqualTo(
                        new Target(
                                "elsewhere:1",
                                Optional.of(Path.of("mine")),
                                Optional.of("nobody")));
        assertThat(target("--addr", "proglog:///a:1", "--certs", "x").address())
                .isEqualTo("proglog:///a:1");
    }

    @Test
    void refusesANameWithoutCertificates() {
        assertThatThrownBy(() -> target("--as", "root").connect())
                .hasMessage("--as needs --certs: plaintext names nobody");
    }

    // As far as anybody can tell, this process is its first node.
    private void runningCluster() throws IOException {
        ClusterDirectory cluster = new ClusterDirectory(folder);
        cluster.write(new ClusterPlan(2, 9400));
        LocalNode first = cluster.nodes().getFirst();
        Files.createDirectories(first.folder());
        new PidFile(first.pidFile()).write(ProcessHandle.current());
    }

    private Target target(String... arguments) throws IOException {
        Asking asking = new Asking();
        new CommandLine(asking).parseArgs(arguments);
        return asking.server.target(
                new Surroundings(
                        environment,
                        new Terminal(
                                InputStream.nullInputStream(), OutputStream.nullOutputStream())));
    }
}
