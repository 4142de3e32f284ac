package proglog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Where a node of a local cluster is, and what it is told.
final class LocalNodeTest {

    private static final Path CLUSTER = Path.of("cluster");
    private static final LocalNode FIRST = new LocalNode(CLUSTER, 0, 9400);
    private static final LocalNode SECOND = new LocalNode(CLUSTER, 1, 9410);

    @Test
    void hasFourPortsInARow() {
        assertThat(SECOND.ports())
                .containsExactly(
                        Map.entry(9410, "clients"),
                        Map.entry(9411, "gossip"),
                        Map.entry(9412, "Raft"),
                        Map.entry(9413, "operators"));
        assertThat(SECOND.address()).isEqualTo("127.0.0.1:9410");
        assertThat(SECOND.gossipAddress()).isEqualTo("127.0.0.1:9411");
        assertThat(SECOND.console()).isEqualTo("http://127.0.0.1:9413");
    }

    @Test
    void keepsEverythingInItsFolder() {
        Path folder = CLUSTER.resolve("node-1");

        assertThat(List.of(SECOND.data(), SECOND.log(), SECOND.settings(), SECOND.pidFile()))
                .containsExactly(
                        folder.resolve("data"),
                        folder.resolve("log"),
                        folder.resolve("node.yaml"),
                        folder.resolve("pid"));
    }

    @Test
    void theFirstBeginsTheClusterAndTheOthersJoinIt() {
        List<LocalNode> both = List.of(FIRST, SECOND);
        ClusterDirectory directory = new ClusterDirectory(CLUSTER);

        assertThat(FIRST.yaml(directory, both).lines())
                .contains("node-name: node-0", "rpc-port: 9400", "bootstrap: true")
                .anyMatch(line -> line.contains("127.0.0.1:9411"))
                .noneMatch(line -> line.contains("127.0.0.1:9401"));
        assertThat(SECOND.yaml(directory, both).lines())
                .contains("node-name: node-1", "admin-port: 9413", "bootstrap: false")
                .anyMatch(line -> line.contains("127.0.0.1:9401"))
                .noneMatch(line -> line.contains("127.0.0.1:9411"));
    }

    @Test
    void aNodeThatIsAloneJoinsNobody() {
        assertThat(FIRST.yaml(new ClusterDirectory(CLUSTER), List.of(FIRST)).lines())
                .contains("start-join-addrs: []");
    }
}
