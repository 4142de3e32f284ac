package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static proglog.consensus.TestNode.failure;
import static proglog.consensus.TestNode.get;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.LogUnavailableException;

/// What every engine does as nodes come, go, and take over.
public interface MembershipContract extends TestCluster.Engines {

    @Test
    default void givesNodesTheirVotes(@TempDir Path folder) {
        try (TestCluster cluster = TestCluster.of(folder, this, "a")) {
            cluster.append("one");
            TestNode b = cluster.start("b");
            TestNode c = cluster.start("c");
            Consensus<Integer> a = cluster.leader().consensus();

            get(a.addVoter(b.node()));
            get(a.addVoter(c.node()));
            get(a.addVoter(c.node()));
            cluster.append("two");

            assertThat(cluster.agreeOn("two")).containsExactly("one", "two");
            Background.until(() -> c.consensus().nodes().equals(a.nodes()));
            assertThat(a.nodes()).containsExactly(cluster.node("a").node(), b.node(), c.node());
            cluster.stop("a");
            cluster.append("three");
            assertThat(cluster.agreeOn("three")).containsExactly("one", "two", "three");
        }
    }

    @Test
    default void takesAVote(@TempDir Path folder) {
        try (TestCluster cluster = TestCluster.of(folder, this, "a", "b", "c")) {
            TestNode leader = cluster.leader();
            TestNode follower = cluster.follower();
            String name = follower.node().name();

            get(leader.consensus().removeVoter(name));
            get(leader.consensus().removeVoter(name));
            get(leader.consensus().removeVoter("nobody"));

            assertThat(leader.consensus().nodes()).hasSize(2).doesNotContain(follower.node());
            cluster.stop(name);
            cluster.append("without it");
        }
    }

    @Test
    default void replacesANodeThatHasMoved(@TempDir Path folder) {
        try (TestCluster cluster = TestCluster.of(folder, this, "a", "b", "c")) {
            cluster.append("before");
            String name = cluster.follower().node().name();
            cluster.stop(name);
            ClusterNode moved = cluster.place(name);
            TestNode leader = cluster.leader();
            cluster.start(name);

            get(leader.consensus().addVoter(moved));
            cluster.append("after");

            assertThat(leader.consensus().nodes()).hasSize(3).contains(moved);
            assertThat(cluster.agreeOn("after")).containsExactly("before", "after");
        }
    }

    @Test
    default void onlyTheLeaderChangesVotes(@TempDir Path folder) {
        try (TestCluster cluster = TestCluster.of(folder, this, "a", "b", "c")) {
            Consensus<Integer> follower = cluster.follower().consensus();

            assertThat(failure(follower.addVoter(cluster.place("d"))))
                    .isInstanceOf(NotLeaderException.class);
            assertThat(failure(follower.removeVoter("a"))).isInstanceOf(NotLeaderException.class);
            assertThat(failure(follower.transferLeadership("a")))
                    .isInstanceOf(NotLeaderException.class);
        }
    }

    @Test
    default void handsLeadershipOver(@TempDir Path folder) {
        try (TestCluster cluster = TestCluster.of(folder, this, "a", "b", "c")) {
            TestNode before = cluster.leader();
            TestNode heir = cluster.follower();
            cluster.append("before");

            get(before.consensus().transferLeadership(heir.node().name()));

            Background.until(heir::leads);
            assertThat(before.leads()).isFalse();
            cluster.append("after");
            assertThat(cluster.agreeOn("after")).containsExactly("before", "after");
        }
    }

    @Test
    default void tellsListenersWhoLeadsInOrder(@TempDir Path folder) {
        try (TestCluster cluster = TestCluster.of(folder, this, "a", "b", "c")) {
            TestNode follower = cluster.follower();
            List<Leadership> told = new CopyOnWriteArrayList<>();
            Consensus.Registration place = follower.consensus().listen(told::add);
            assertThat(told).hasSize(1);

            get(cluster.leader().consensus().transferLeadership(follower.node().name()));
            Background.until(() -> told.getLast().isSelf());
            place.close();
            int heard = told.size();
            get(cluster.leader().consensus().transferLeadership(cluster.follower().node().name()));
            Background.until(() -> !follower.leads());

            assertThat(told).hasSize(heard);
            assertThat(told.getLast().leader()).contains(follower.node());
            assertThat(told).isSortedAccordingTo((x, y) -> Long.compare(x.term(), y.term()));
        }
    }

    @Test
    default void tellsEveryNodeWhoVotes(@TempDir Path folder) {
        try (TestCluster cluster = TestCluster.of(folder, this, "a", "b", "c")) {
            TestNode follower = cluster.follower();
            cluster.append("one");
            TestNode d = cluster.start("d");
            List<List<ClusterNode>> seen = new CopyOnWriteArrayList<>();
            Consensus.Registration place =
                    follower.consensus().watchNodes(() -> seen.add(follower.consensus().nodes()));
            assertThat(seen.getLast()).hasSize(3);

            get(cluster.leader().consensus().addVoter(d.node()));
            Background.until(() -> seen.getLast().contains(d.node()));
            place.close();
            get(cluster.leader().consensus().removeVoter("d"));
            Background.until(() -> follower.consensus().nodes().size() == 3);

            assertThat(seen.getLast()).hasSize(4);
        }
    }

    @Test
    default void foundsItsClusterOnce(@TempDir Path folder) {
        try (TestCluster cluster = TestCluster.of(folder, this, "a")) {
            cluster.append("one");
            cluster.start("b");
            cluster.start("c");
            for (String name : List.of("b", "c")) {
                get(cluster.leader().consensus().addVoter(cluster.node(name).node()));
            }
            cluster.stop("b");
            cluster.stop("c");

            TestNode a = cluster.restart("a"); // with itself as the only founder

            assertThat(a.consensus().nodes()).hasSize(3);
            assertThatThrownBy(() -> a.consensus().awaitLeader(Duration.ofMillis(1_500)))
                    .isInstanceOf(LogUnavailableException.class)
                    .hasMessage("no leader was known within 1500 ms");
        }
    }

    @Test
    default void refusesWhatBelongsToOthers(@TempDir Path folder) throws IOException {
        try (TestCluster cluster = TestCluster.of(folder, this, "a")) {
            cluster.append("one");
            ClusterNode a = cluster.node("a").node();
            cluster.stop("a");
            ClusterNode other = new ClusterNode("b", a.raftAddress(), a.rpcAddress());

            try (PeerNetwork theirs = cluster.certificates().network("theirs");
                    PeerNetwork ours = cluster.certificates().network("ours")) {
                assertRefused(ConsensusConfig.of(a, cluster.directory("a")), theirs, "'theirs'");
                assertRefused(ConsensusConfig.of(other, cluster.directory("a")), ours, "'b'");
            }
            cluster.start("a");
            assertThat(cluster.agreeOn("one")).containsExactly("one");
        }
    }

    private void assertRefused(ConsensusConfig config, PeerNetwork network, String asked) {
        assertThatThrownBy(() -> engine(config, network).start(new ListMachine()))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(config.directory().toString(), "'a'", "'ours'", asked);
    }

    @Test
    default void aStrangerHasNoEffect(@TempDir Path folder) throws IOException {
        try (TestCluster cluster = TestCluster.of(folder, this, "a", "b", "c")) {
            cluster.append("before");
            ClusterNode leader = cluster.leader().node();
            ClusterNode stranger = cluster.place("d");
            try (PeerNetwork theirs = cluster.certificates().network("theirs");
                    Consensus<Integer> alien =
                            engine(
                                            ConsensusConfig.of(stranger, folder.resolve("alien"))
                                                    .withFounders(List.of(stranger, leader))
                                                    .withElectionTimeout(Duration.ofMillis(200)),
                                            theirs)
                                    .start(new ListMachine())) {
                assertThatThrownBy(() -> alien.awaitLeader(Duration.ofMillis(1_500)))
                        .hasMessage("no leader was known within 1500 ms");
            }

            assertThat(cluster.leader().consensus().nodes()).hasSize(3).doesNotContain(stranger);
            cluster.append("after");
            assertThat(cluster.agreeOn("after")).containsExactly("before", "after");
        }
    }
}
