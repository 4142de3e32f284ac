package proglog.consensus.atomix;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
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
    void othersProposeMeanwhile() throws Exception {
        try (TestCluster cluster = TestCluster.of(folder, "a", "b", "c")) {
            cluster.say("one");
            TestNode leader = cluster.leader();
            AtomicBoolean isOver = new AtomicBoolean();
            List<Background<Integer>> proposers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                proposers.add(Background.start(() -> proposeUntil(isOver, leader)));
            }

            for (String name : List.of("d", "e")) {
                ClusterNode guest = TestCluster.node(name);
                Words words = cluster.startNew(guest).words();
                leader.consensus().addVoter(guest).get(30, SECONDS);
                int count = words.count();
                Background.until(() -> words.count() > count + 100);
                leader.consensus().removeVoter(name).get(30, SECONDS);
                cluster.stop(name);
            }

            isOver.set(true);
            int proposed = 1;
            for (Background<Integer> proposer : proposers) {
                proposed += proposer.result();
            }
            assertThat(cluster.agreed(proposed)).hasSize(proposed);
        }
    }

    private static int proposeUntil(AtomicBoolean isOver, TestNode leader) throws Exception {
        int count = 0;
        for (; !isOver.get(); count++) {
            leader.propose("word").get(30, SECONDS);
        }
        return count;
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
