package proglog.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// Three containers of the real image under faults: what was acknowledged is there, once, on each.
///
/// One cluster for all tests, which begin and end with three nodes.
@NeedsEngine
@TestInstance(Lifecycle.PER_CLASS)
final class ContainersTest {

    private static final int SOME = 30;
    private static final Pattern UP = Pattern.compile("is up: .*, version (\\S+)");

    private BoxCluster cluster;
    private Load load;

    @BeforeAll
    void start(@TempDir Path directory) {
        cluster = BoxCluster.start(directory);
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @BeforeEach
    void underLoad() {
        load = Load.start(cluster::places);
        load.awaitMore(SOME);
    }

    @AfterEach
    void everyNodeHasEveryAcknowledgedRecordOnce() throws InterruptedException {
        cluster.awaitWhole();
        load.awaitMore(SOME);
        load.close();
        for (Box node : cluster.nodes()) {
            load.verify(node.plan().name(), cluster.place(node).orElseThrow());
        }
    }

    @Test
    void theLeaderIsKilled() {
        Box leader = cluster.leader(cluster.nodes());

        leader.kill();

        load.awaitMore(SOME);
        leader.start();
    }

    @Test
    void theLeaderIsPaused() {
        Box leader = cluster.leader(cluster.nodes());

        leader.pause();

        try {
            load.awaitMore(SOME);
            assertThat(cluster.leader(cluster.others(leader))).isNotSameAs(leader);
        } finally {
            leader.unpause();
        }
    }

    @Test
    void theLeaderLosesItsNetwork() {
        Box leader = cluster.leader(cluster.nodes());

        leader.disconnect();

        load.awaitMore(SOME);
        leader.reconnect();
    }

    @Test
    void theLeaderIsCutOffFromTheOthersButNotFromClients() {
        assumeTrue(
                Partition.isPossible() || "true".equals(System.getenv("REQUIRE_NETNS")),
                "needs root, nsenter and iptables");
        Box leader = cluster.leader(cluster.nodes());

        try (Partition _ = Partition.between(leader, cluster.others(leader))) {
            load.awaitMore(SOME);
        }
    }

    @Test
    void allAreStoppedAndStartedAgain() {
        cluster.nodes().forEach(Box::kill);

        cluster.nodes().forEach(Box::start);
    }

    @Test
    void oneAfterTheOtherIsUpgraded() {
        String before = ProglogImage.version(ProglogImage.name());
        String after = ProglogImage.version(ProglogImage.next());
        assertThat(after).isNotEqualTo(before);
        assertThat(versions()).containsExactly(before, before, before);

        upgrade(0);
        load.awaitMore(SOME);
        assertThat(versions()).containsExactly(after, before, before);
        upgrade(1);
        upgrade(2);

        assertThat(versions()).containsExactly(after, after, after);
    }

    private void upgrade(int node) {
        cluster.replace(cluster.nodes().get(node), ProglogImage.next());
        cluster.awaitWhole();
    }

    // What the nodes say that they are.
    private List<String> versions() {
        return cluster.nodes().stream()
                .map(node -> UP.matcher(node.said()).results().toList().getLast().group(1))
                .toList();
    }
}
