package proglog.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.Bytes;
import proglog.FreePorts;

/// One node: what it serves, how it stops, and why it may not start.
final class AgentTest {

    @TempDir private Path folder;
    private TestAgents agents;

    @BeforeEach
    void prepare() {
        agents = TestAgents.in(folder);
    }

    @AfterEach
    void stop() {
        agents.close();
    }

    @Test
    void servesItsLogAndSaysThatItIsReady() throws Exception {
        Agent agent = agents.start("a");

        Bytes read =
                agents.withClient(agent, log -> log.read(log.append(Bytes.utf8("one"))).value());

        assertThat(read).isEqualTo(Bytes.utf8("one"));
        Background.until(() -> isReady(agent));
        assertThat(ask(agent, "/metrics")).isEqualTo(200);
        assertThat(ask(agent, "/console")).isEqualTo(200);
        assertThat(ask(agent, "/console/state")).isEqualTo(200);
    }

    @Test
    void keepsItsRecordsWhenItIsStartedAgain() throws Exception {
        agents.withClient(agents.start("a"), log -> log.append(Bytes.utf8("one")));
        agents.stop("a");

        Bytes read = agents.withClient(agents.start("a"), log -> log.read(0).value());

        assertThat(read).isEqualTo(Bytes.utf8("one"));
    }

    @Test
    @Tag("task-10.3")
    @Tag("seconds")
    void whenItIsToldToStopItIsNotReadyFirstAndServesOnForAWhile() throws Exception {
        agents.settings("a").put(Setting.DRAIN_DELAY, "3s");
        Agent agent = agents.start("a");
        Background.until(() -> isReady(agent));

        try (Background<Boolean> closing =
                Background.start(() -> {
                    agent.close();
                    return true;
                })) {
            Background.until(() -> !isReady(agent));
            long offset = agents.withClient(agent, log -> log.append(Bytes.utf8("late")));
            assertThat(offset).isZero();
            assertThat(closing.result()).isTrue();
        }
        assertThatThrownBy(() -> ask(agent, "/health/live")).isInstanceOf(IOException.class);
    }

    @Test
    void doesNotStartOnAPortThatIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            for (Setting setting :
                    new Setting[] {
                        Setting.RPC_PORT, Setting.RAFT_PORT, Setting.GOSSIP_PORT, Setting.ADMIN_PORT
                    }) {
                Map<Setting, String> settings = agents.settings("a");
                String before = String.valueOf(settings.put(setting, port));

                assertThatThrownBy(() -> agents.start("a"))
                        .isInstanceOf(IOException.class)
                        .extracting(StartFailure::reason)
                        .asString()
                        .contains("127.0.0.1:" + port)
                        .contains("Address already in use");
                settings.put(setting, before);
            }
        }
        assertThat(agents.start("a").log().offsets().next()).isZero(); // nothing was left running
    }

    @Test
    void doesNotStartWithoutItsCertificate() {
        Path missing = folder.resolve("missing.pem");
        agents.settings("a").put(Setting.PEER_TLS_CERT_FILE, missing.toString());

        assertThatThrownBy(() -> agents.start("a"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    void doesNotStartWithACertificateThatIsNone() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.pem"), "not a certificate");
        agents.settings("a").put(Setting.SERVER_TLS_CERT_FILE, broken.toString());

        assertThatThrownBy(() -> agents.start("a"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(broken.toString());
    }

    @Test
    void doesNotStartWithoutAnAccessList() {
        Path missing = folder.resolve("policy.csv");
        agents.settings("a").put(Setting.ACL_POLICY_FILE, missing.toString());

        assertThatThrownBy(() -> agents.start("a"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    void doesNotStartOnTheDataOfAnotherNode() throws IOException {
        agents.start("a");
        agents.stop("a");
        String data = String.valueOf(agents.settings("a").get(Setting.DATA_DIR));
        agents.settings("b").put(Setting.DATA_DIR, data);

        assertThatThrownBy(() -> agents.start("b"))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "%s belongs to node 'a' of cluster 'proglog', this is node 'b' of cluster"
                                + " 'proglog'",
                        data);
    }

    @Test
    void doesNotStartTwiceOnTheSameData() throws IOException {
        agents.start("a");
        Map<Setting, String> again = agents.settings("a");
        for (Setting port :
                new Setting[] {Setting.RPC_PORT, Setting.RAFT_PORT, Setting.GOSSIP_PORT}) {
            again.put(port, Integer.toString(FreePorts.any()));
        }

        assertThatThrownBy(() -> Agent.start(agents.config("a"))).hasMessageContaining("in use");
    }

    @Test
    void doesNotStartWhereItCannotKeepItsData() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        agents.settings("a").put(Setting.DATA_DIR, file.toString());
        assertThatThrownBy(() -> agents.start("a"))
                .hasMessage("the data directory %s is not a directory", file);

        agents.settings("a").put(Setting.DATA_DIR, file.resolve("below").toString());
        assertThatThrownBy(() -> agents.start("a"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(
                        "the data directory %s cannot be written to: ", file.resolve("below"));
    }

    private static boolean isReady(Agent agent) {
        try {
            return ask(agent, "/health/ready") == 200;
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private static int ask(Agent agent, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI at = URI.create("http://127.0.0.1:" + agent.adminAddress().getPort() + path);
            return client.send(HttpRequest.newBuilder(at).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
