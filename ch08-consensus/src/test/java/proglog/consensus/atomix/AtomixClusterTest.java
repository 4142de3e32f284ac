package proglog.consensus.atomix;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.atomix.protocols.raft.RaftServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.Bytes;
import proglog.consensus.NotLeaderException;

/// Three nodes on Atomix's Raft.
@Tag("cluster")
final class AtomixClusterTest {

    @TempDir private Path folder;

    @Test
    void appliesInOneOrderEverywhere() throws Exception {
        try (TestCluster cluster = TestCluster.of(folder, "a", "b", "c")) {
            TestNode leader = cluster.leader();
            List<CompletableFuture<Integer>> results = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                results.add(leader.propose("word " + i));
            }

            for (int i = 0; i < 200; i++) {
                assertThat(results.get(i).get(10, SECONDS)).isEqualTo(i + 1);
            }
            assertThat(cluster.agreed(200)).startsWith("word 0", "word 1").endsWith("word 199");
        }
    }

    @Test
    void aSingleNodeIsACluster() throws Exception {
        try (TestCluster cluster = TestCluster.of(folder, "a")) {
            cluster.say("one");
            cluster.stop("a");
            cluster.start("a");
            cluster.say("two");

            assertThat(cluster.agreed(2)).containsExactly("one", "two");
        }
    }

    @Test
    void onlyTheLeaderProposesAndOnlyInItsTerm() throws Exception {
        try (TestCluster cluster = TestCluster.of(folder, "a", "b", "c")) {
            TestNode leader = cluster.leader();
            TestNode follower = cluster.follower();
            long term = leader.consensus().leadership().term();

            assertThatThrownBy(() -> follower.propose("no").get(10, SECONDS))
                    .hasCauseInstanceOf(NotLeaderException.class);
            assertThatThrownBy(() ->
                            leader.consensus().propose(term - 1, Bytes.utf8("no")).get(10, SECONDS))
                    .hasCauseInstanceOf(NotLeaderException.class);
            cluster.say("yes");
            assertThat(cluster.agreed(1)).containsExactly("yes");
        }
    }

    @Test
    void losesNothingWithItsLeader() throws Exception {
        try (TestCluster cluster = TestCluster.of(folder, "a", "b", "c")) {
            for (int i = 0; i < 20; i++) {
                cluster.say("before " + i);
            }
            String name = cluster.leader().node().name();
            cluster.stop(name);
            cluster.say("after");
            cluster.start(name);

            assertThat(cluster.agreed(21)).hasSize(21).endsWith("before 19", "after");
        }
    }

    @Test
    void startsAgainWithEverything() throws Exception {
        try (TestCluster cluster = TestCluster.of(folder, "a", "b", "c")) {
            for (int i = 0; i < 20; i++) {
                cluster.say("word " + i);
            }
            for (String name : List.of("a", "b", "c")) {
                cluster.stop(name);
            }
            for (String name : List.of("a", "b", "c")) {
                cluster.start(name);
            }
            cluster.say("again");

            assertThat(cluster.agreed(21)).hasSize(21).endsWith("word 19", "again");
        }
    }

    @Test
    void aNodeMayBeElectedBeforeItHasAppliedAllItKnowsOf() throws Exception {
        try (TestCluster cluster = TestCluster.of(folder, "a", "b", "c")) {
            for (int i = 0; i < 20; i++) {
                cluster.say("word " + i);
            }
            for (String name : List.of("a", "b", "c")) {
                cluster.stop(name);
            }
            for (String name : List.of("a", "b", "c")) {
                cluster.start(name).words().hold();
            }
            Background.until(() -> elected(cluster).isPresent());
            TestNode first = elected(cluster).orElseThrow();
            Background.until(() ->
                    cluster.nodes().stream()
                            .allMatch(node -> node.raft().getFirstCommitIndex() > 20));

            first.words().release();
            cluster.stop(first.node().name());

            Background.until(() -> elected(cluster).isPresent());
            cluster.nodes().forEach(node -> node.words().release());
            cluster.say("again");
            assertThat(cluster.agreed(21)).hasSize(21).endsWith("word 19", "again");
        }
    }

    private static Optional<TestNode> elected(TestCluster cluster) {
        return cluster.nodes().stream()
                .filter(node -> node.raft().getRole() == RaftServer.Role.LEADER)
                .findFirst();
    }

    @Test
    void aBarrierShowsAFollowerWhatWasAcknowledged() throws Exception {
        try (TestCluster cluster = TestCluster.of(folder, "a", "b", "c")) {
            TestNode leader = cluster.leader();
            TestNode follower = cluster.follower();
            Background.until(() -> follower.consensus().leadership().leader().isPresent());
            for (int i = 1; i <= 50; i++) {
                leader.propose("word " + i).get(10, SECONDS);
                follower.consensus().barrier().get(10, SECONDS);
                assertThat(follower.words().count()).isEqualTo(i);
            }
        }
    }

    @Test
    void noBarrierWithoutAMajority() throws Exception {
        try (TestCluster cluster = TestCluster.of(folder, "a", "b", "c")) {
            TestNode leader = cluster.leader();
            for (String name : List.of("a", "b", "c")) {
                if (!name.equals(leader.node().name())) {
                    cluster.stop(name);
                }
            }

            assertThatThrownBy(() -> leader.consensus().barrier().get(20, SECONDS))
                    .isInstanceOf(ExecutionException.class);
            Background.until(() -> !leader.leads());
        }
    }

    @Test
    void commandsMayBeLarge() throws Exception {
        try (TestCluster cluster = TestCluster.of(folder, "a", "b", "c")) {
            String large = "x".repeat(5 * 1024 * 1024);

            cluster.say(large);
            cluster.say("small");

            assertThat(cluster.agreed(2).getFirst()).hasSize(large.length()).isEqualTo(large);
        }
    }

    @Test
    void aLaggingNodeIsGivenASnapshot() throws Exception {
        try (TestCluster cluster = TestCluster.of(folder, "a", "b", "c")) {
            String name = cluster.follower().node().name();
            cluster.stop(name);
            String word = "x".repeat(60_000);
            for (int i = 0; i < 100; i++) {
                cluster.say(word);
            }
            TestNode leader = cluster.leader();
            leader.consensus().snapshot().get(10, SECONDS);
            Background.until(() -> leader.consensus().stats().firstIndex() > 1);

            TestNode late = cluster.start(name);
            cluster.say("last");

            assertThat(cluster.agreed(101)).hasSize(101).endsWith(word, "last");
            assertThat(late.words().restores()).isPositive();
            cluster.say("on it goes");
            assertThat(cluster.agreed(102)).hasSize(102);
        }
    }

    @Test
    void snapshotsHappenByThemselvesAndAreRestored() throws Exception {
        try (TestCluster cluster = TestCluster.of(folder, "a", "b", "c")) {
            for (String name : List.of("a", "b", "c")) {
                cluster.stop(name);
            }
            cluster.snapshotEvery(100_000);
            for (String name : List.of("a", "b", "c")) {
                cluster.start(name);
            }
            for (int i = 0; i < 300; i++) {
                cluster.say("word " + i + "x".repeat(1_000));
            }
            Background.until(() ->
                    cluster.nodes().stream()
                            .allMatch(node -> node.consensus().stats().snapshotIndex() > 0));
            List<String> before = cluster.agreed(300);
            for (String name : List.of("a", "b", "c")) {
                cluster.stop(name);
            }
            for (String name : List.of("a", "b", "c")) {
                cluster.start(name);
            }
            cluster.say("last");

            assertThat(cluster.agreed(301)).startsWith(before.toArray(String[]::new)).hasSize(301);
            assertThat(cluster.nodes()).allMatch(node -> node.words().restores() > 0);
        }
    }
}
