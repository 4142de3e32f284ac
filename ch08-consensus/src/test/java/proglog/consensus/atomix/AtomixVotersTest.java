package proglog.consensus.atomix;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.consensus.ClusterNode;
import proglog.consensus.Consensus;

/// Who votes, and who leads, can be changed while Atomix's Raft runs.
@Tag("cluster")
final class AtomixVotersTest {

    @TempDir private Path folder;

    @Test
    void takesInAnEmptyNodeAndLetsOneGo() throws Exception {
        try (TestCluster cluster = TestCluster.of(folder, "a", "b", "c")) {
            for (int i = 0; i < 100; i++) {
                cluster.say("word " + i);
            }
            ClusterNode fourth = TestCluster.node("d");
            cluster.startNew(fourth);
            Consensus<?> follower = cluster.follower().consensus();
            List<List<ClusterNode>> seen = new CopyOnWriteArrayList<>();
            follower.watchNodes(() -> seen.add(follower.nodes()));

            cluster.leader().consensus().addVoter(fourth).get(30, SECONDS);
            cluster.leader().consensus().addVoter(fourth).get(30, SECONDS);

            Background.until(() -> seen.getLast().contains(fourth));

            assertThat(cluster.agreed(100)).hasSize(100);
            assertThat(cluster.leader().consensus().nodes())
                    .extracting(ClusterNode::name)
                    .containsExactly("a", "b", "c", "d");
            String gone = cluster.follower().node().name();
            cluster.leader().consensus().removeVoter(gone).get(30, SECONDS);
            cluster.leader().consensus().removeVoter(gone).get(30, SECONDS);
            cluster.stop(gone);
            assertThat(cluster.leader().consensus().nodes())
                    .extracting(ClusterNode::name)
                    .hasSize(3)
                    .doesNotContain(gone);
            cluster.say("last");
            assertThat(cluster.agreed(101)).endsWith("last");
        }
    }

    @Test
    void aLeaderThatIsRemovedLeadsNoMore() throws Exception {
        try (TestCluster cluster = TestCluster.of(folder, "a", "b", "c")) {
            cluster.say("one");
            TestNode leader = cluster.leader();

            leader.consensus().removeVoter(leader.node().name()).get(30, SECONDS);

            Background.until(() -> !leader.leads());
            cluster.stop(leader.node().name());
            cluster.say("two");
            assertThat(cluster.agreed(2)).containsExactly("one", "two");
            assertThat(cluster.leader().consensus().nodes()).hasSize(2);
        }
    }

    @Test
    void handsLeadershipOver() throws Exception {
        try (TestCluster cluster = TestCluster.of(folder, "a", "b", "c")) {
            cluster.say("one");
            TestNode heir = cluster.follower();

            cluster.leader().consensus().transferLeadership(heir.node().name()).get(30, SECONDS);

            Background.until(heir::leads);
            cluster.say("two");
            assertThat(cluster.agreed(2)).containsExactly("one", "two");
        }
    }

    @Test
    void aNodeAtANewAddressTakesTheOldOnesPlace() throws Exception {
        try (TestCluster cluster = TestCluster.of(folder, "a", "b", "c")) {
            cluster.say("one");
            String name = cluster.follower().node().name();
            cluster.stop(name);
            ClusterNode moved = TestCluster.node(name);
            cluster.startNew(moved);

            cluster.leader().consensus().addVoter(moved).get(30, SECONDS);

            cluster.say("two");
            assertThat(cluster.agreed(2)).containsExactly("one", "two");
            assertThat(cluster.leader().consensus().nodes()).hasSize(3).contains(moved);
        }
    }
}
