package proglog.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.Bytes;

/// A cluster of three that has lost two.
final class RecoverTest {

    private static final int RECORDS = 50;

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
    void theOneThatIsLeftGoesOnWithAllItHas() throws IOException {
        loseTwo();

        assertThat(new Restore(agents.config("c")).recover())
                .isEqualTo(
                        "node 'c' goes on alone with the records [0, 50), as cluster 'proglog-2'"
                                + " (it was 'proglog')");
        agents.settings("c").put(Setting.CLUSTER_ID, "proglog-2");
        Agent alone = agents.start("c");

        Background.until(() -> TestAgents.leads(alone));
        assertThat(alone.log().nodes()).hasSize(1);
        assertThat(agents.append(alone, "more")).isEqualTo(RECORDS);
        assertThat(alone.log().read(RECORDS - 1).value()).isEqualTo(Bytes.utf8("record 49"));
    }

    @Test
    void emptyNodesJoinIt() throws IOException {
        loseTwo();
        new Restore(agents.config("c")).recover();
        agents.settings("c").put(Setting.CLUSTER_ID, "proglog-2");
        agents.start("c");

        String gossip = "127.0.0.1:" + agents.settings("c").get(Setting.GOSSIP_PORT);
        agents.settings("b").put(Setting.CLUSTER_ID, "proglog-2");
        agents.settings("b").put(Setting.DATA_DIR, folder.resolve("node-b-emptied").toString());
        agents.settings("b").put(Setting.START_JOIN_ADDRS, gossip);
        Agent joined = agents.start("b");

        Background.until(() -> joined.log().offsets().next() == RECORDS);
        Background.until(() -> agents.leader().log().nodes().size() == 2);
    }

    @Test
    void whoIsLeftOfTheFormerClusterIsNotListenedTo() throws IOException {
        loseTwo();
        new Restore(agents.config("c")).recover();
        agents.settings("c").put(Setting.CLUSTER_ID, "proglog-2");
        Agent recovered = agents.start("c");
        Background.until(() -> TestAgents.leads(recovered));
        agents.append(recovered, "new");

        agents.launch("a"); // with what they had: they are a majority of what was
        agents.launch("b");
        agents.append(agents.agent("a"), "old");

        assertThat(recovered.log().read(RECORDS).value()).isEqualTo(Bytes.utf8("new"));
        assertThat(TestAgents.leads(recovered)).isTrue();
        assertThat(recovered.log().nodes()).hasSize(1);
    }

    @Test
    void refusesWhatWouldBeAMistake() throws IOException {
        Path missing = folder.resolve("missing");
        agents.settings("x").put(Setting.DATA_DIR, missing.toString());
        assertThatThrownBy(() -> new Restore(agents.config("x")).recover())
                .hasMessage("%s holds no node's data", missing);

        agents.settings("y").put(Setting.BOOTSTRAP, "true");
        Agent running = agents.start("y");
        agents.append(running, "one");
        assertThatThrownBy(() -> new Restore(agents.config("y")).recover())
                .hasMessageContaining("in use");
        agents.stop("y");

        agents.settings("y").put(Setting.NODE_NAME, "z");
        assertThatThrownBy(() -> new Restore(agents.config("y")).recover())
                .hasMessage(
                        "%s belongs to node 'y', not to node 'z'",
                        agents.settings("y").get(Setting.DATA_DIR));
    }

    private void loseTwo() throws IOException {
        agents.startThree();
        for (int i = 0; i < RECORDS; i++) {
            agents.append(agents.leader(), "record " + i);
        }
        agents.awaitAll(RECORDS);
        for (String name : new String[] {"a", "b", "c"}) {
            agents.stop(name);
        }
    }
}
