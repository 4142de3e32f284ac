package proglog.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;

/// `proglog serve` as a process: how it ends, and what it says.
@EnabledOnOs(value = OS.LINUX, disabledReason = "signals and owners are those of Linux")
final class ServeProcessTest {

    @TempDir private Path folder;
    private TestAgents agents;
    private Map<Setting, String> settings;

    @BeforeEach
    void prepare() {
        agents = TestAgents.in(folder);
        settings = agents.settings("a");
    }

    @Test
    void stopsWhenItIsToldTo() throws Exception {
        try (ServeProcess node = ServeProcess.start(folder, List.of(), settings)) {
            Background.until(() -> node.printed().contains("is up"));
            node.terminate();

            assertThat(node.exitCode()).isEqualTo(128 + 15);
            assertThat(node.printed()).contains("a stopped").doesNotContain("not everything");
        }
    }

    @Test
    void saysInOneLineWhyItDoesNotStart() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            String before = settings.put(Setting.RPC_PORT, "" + taken.getLocalPort());
            assertRefused(
                    1,
                    "cannot listen on 127.0.0.1:%d: Address already in use"
                            .formatted(taken.getLocalPort()));
            settings.put(Setting.RPC_PORT, String.valueOf(before));
        }
        Path missing = folder.resolve("missing.pem");
        String before = settings.put(Setting.SERVER_TLS_CERT_FILE, missing.toString());
        assertRefused(1, missing.toString());
        settings.put(Setting.SERVER_TLS_CERT_FILE, String.valueOf(before));
        settings.put(Setting.ELECTION_TIMEOUT, "soon");
        assertRefused(
                2,
                "election-timeout is 'soon' (--election-timeout), must be a time, such as 250ms,"
                        + " 10s, 5m, 12h or 7d");
    }

    @Test
    void saysWhoseFolderItIs() throws Exception {
        assumeTrue(isRoot(), "only root can give folders away");
        Path data = Files.createDirectory(folder.resolve("given"));
        settings.put(Setting.DATA_DIR, data.toString());
        ServeProcess.run("chown", "65534", data.toString());
        ServeProcess.run("chmod", "700", data.toString());

        try (ServeProcess node =
                ServeProcess.start(
                        folder,
                        List.of("setpriv", "--bounding-set=-all", "--inh-caps=-all"),
                        settings)) {
            assertThat(node.exitCode()).isEqualTo(1);
            assertThat(node.complained())
                    .isEqualTo(
                            "proglog: the data directory %s cannot be written to: it belongs to"
                                    + " nobody, and this process runs as root\n",
                            data);
        }
    }

    @Test
    void saysThatTheDiskIsFull() throws Exception {
        assumeTrue(isRoot(), "only root can mount a small disk");
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                ServeProcess.run("mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", disk.toString())
                        == 0,
                "a small disk can be mounted");
        try {
            settings.put(Setting.DATA_DIR, disk.toString());
            assertRefused(1, "No space left on device");
        } finally {
            ServeProcess.run("umount", disk.toString());
        }
    }

    private void assertRefused(int exitCode, String reason) throws Exception {
        try (ServeProcess node = ServeProcess.start(folder, List.of(), settings)) {
            assertThat(node.exitCode()).as(node::complained).isEqualTo(exitCode);
            assertThat(node.complained().lines()).hasSize(1);
            assertThat(node.complained()).startsWith("proglog: ").contains(reason);
        }
    }

    private static boolean isRoot() throws IOException, InterruptedException {
        Process id = new ProcessBuilder("id", "-u").start();
        String said = new String(id.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return id.waitFor(10, TimeUnit.SECONDS) && said.strip().equals("0");
    }
}
