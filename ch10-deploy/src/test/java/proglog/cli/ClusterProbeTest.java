package proglog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import proglog.v1.Server;

/// When a node may say that its cluster is up.
@Tag("task-10.5")
final class ClusterProbeTest {

    private static final Server SELF = server("node-0", "127.0.0.1:8400", false);
    private static final Server LEADER = server("node-1", "127.0.0.1:8410", true);
    private static final Server OTHER = server("node-2", "127.0.0.1:8420", false);

    @Test
    void namesWhoLeadsOnceTheNodeKnowsAllOfThem() {
        assertThat(ClusterProbe.leader(List.of(SELF, LEADER, OTHER), "node-0", 3))
                .contains("node-1");
    }

    @Test
    void waitsUntilTheNodeKnowsEnoughOfThemAndItself() {
        assertThat(ClusterProbe.leader(List.of(SELF, LEADER), "node-0", 3)).isEmpty();
        assertThat(ClusterProbe.leader(List.of(LEADER, OTHER), "node-0", 2)).isEmpty();
    }

    @Test
    void waitsUntilTheNodeKnowsWhoLeadsAndNotOnlyWhere() {
        Server nameless = server("127.0.0.1:8412", "", true);

        assertThat(ClusterProbe.leader(List.of(SELF, nameless, OTHER), "node-0", 3)).isEmpty();
    }

    @Test
    void waitsUntilSomebodyLeads() {
        assertThat(ClusterProbe.leader(List.of(SELF, OTHER), "node-0", 2)).isEmpty();
        assertThat(ClusterProbe.leader(List.of(), "node-0", 1)).isEmpty();
    }

    private static Server server(String id, String address, boolean leads) {
        return Server.newBuilder().setId(id).setRpcAddr(address).setIsLeader(leads).build();
    }
}
