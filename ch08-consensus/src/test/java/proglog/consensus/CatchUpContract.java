package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static proglog.consensus.TestNode.get;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;

/// What every engine does for nodes that have missed something, and to leave nothing behind.
public interface CatchUpContract extends TestCluster.Engines {

    @Test
    default void aNodeThatWasAwayCatchesUp(@TempDir Path folder) {
        try (TestCluster cluster = TestCluster.of(folder, this, "a", "b", "c")) {
            cluster.append("before");
            String name = cluster.follower().node().name();
            cluster.stop(name);
            append(cluster, 300);

            cluster.start(name);

            assertThat(cluster.agreeOn("text 299")).hasSize(301);
        }
    }

    @Test
    default void aNodeThatWasAwayWhileSnapshotsWereTakenCatchesUp(@TempDir Path folder) {
        try (TestCluster cluster = TestCluster.in(folder, this, CatchUpContract::withSmallFiles)) {
            cluster.found("a", "b", "c");
            cluster.append("before");
            String name = cluster.follower().node().name();
            cluster.stop(name);
            snapshots(cluster);

            TestNode late = cluster.start(name);

            cluster.append("last");
            assertThat(cluster.agreeOn("last")).hasSize(602);
            assertThat(late.machine().applied()).isEqualTo(cluster.leader().machine().applied());
        }
    }

    @Test
    default void anEmptyNodeCatchesUpWhenSnapshotsWereTaken(@TempDir Path folder) {
        try (TestCluster cluster = TestCluster.in(folder, this, CatchUpContract::withSmallFiles)) {
            cluster.found("a");
            cluster.append("before");
            snapshots(cluster);
            TestNode b = cluster.start("b");

            get(cluster.leader().consensus().addVoter(b.node()));
            cluster.append("last");

            assertThat(cluster.agreeOn("last")).hasSize(602);
            assertThat(b.machine().restored()).isEqualTo(1);
            cluster.stop("b");
            TestNode again = cluster.start("b");
            Background.until(() -> again.machine().applied().size() == 602);
        }
    }

    @Test
    default void aSnapshotBringsTheStateBack(@TempDir Path folder) {
        try (TestCluster cluster = TestCluster.of(folder, this, "a")) {
            append(cluster, 100);
            get(cluster.leader().consensus().snapshot());
            cluster.append("behind it");
            List<String> before = cluster.leader().machine().applied();

            TestNode again = cluster.restart("a");

            assertThat(cluster.agreeOn("behind it")).isEqualTo(before);
            assertThat(again.machine().restored()).isEqualTo(1);
            assertThat(again.consensus().stats().snapshotIndex()).isPositive();
        }
    }

    @Test
    default void takesSnapshotsAsTheLogGrows(@TempDir Path folder) {
        try (TestCluster cluster = TestCluster.in(folder, this, CatchUpContract::withSmallFiles)) {
            cluster.found("a");
            append(cluster, 300);

            Background.until(() -> cluster.leader().consensus().stats().snapshotIndex() > 0);
        }
    }

    @Test
    default void saysHowItIsGoing(@TempDir Path folder) {
        try (TestCluster cluster = TestCluster.of(folder, this, "a", "b", "c")) {
            append(cluster, 50);
            TestNode leader = cluster.leader();
            Background.until(() ->
                    leader.consensus().stats().lag().values().stream()
                            .allMatch(behind -> behind == 0));

            ConsensusStats stats = leader.consensus().stats();

            assertThat(stats.role()).isEqualTo(ConsensusStats.Role.LEADER);
            assertThat(stats.term()).isEqualTo(leader.consensus().leadership().term());
            assertThat(stats.lag()).hasSize(2).doesNotContainKey(leader.node().name());
            assertThat(stats.appliedIndex()).isEqualTo(stats.commitIndex()).isGreaterThan(49);
            assertThat(cluster.follower().consensus().stats().role())
                    .isEqualTo(ConsensusStats.Role.FOLLOWER);
        }
    }

    @Test
    default void closingLeavesNoThreadBehind(@TempDir Path folder) {
        try (TestCluster cluster = TestCluster.of(folder, this, "a")) {
            cluster.append("what is shared by all in the process has been started");
            cluster.stop("a");
            Set<String> before = threads();
            for (int i = 0; i < 3; i++) {
                cluster.start("a");
                cluster.append("text " + i);
                TestNode a = cluster.node("a");
                a.close();
                a.close();
                cluster.stop("a");
            }

            Background.until(() -> threads().size() <= before.size());
        }
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("grpc-"))
                .filter(thread -> !thread.getName().startsWith("ForkJoinPool"))
                .map(thread -> thread.threadId() + " " + thread.getName())
                .collect(Collectors.toSet());
    }

    private static ConsensusConfig withSmallFiles(ConsensusConfig config) {
        return config.withFiles(4 * 1024, 16 * 1024).withRetention(8 * 1024, config.retainAge());
    }

    private static void snapshots(TestCluster cluster) {
        for (int round = 0; round < 2; round++) {
            append(cluster, 300);
            cluster.nodes().forEach(node -> get(node.consensus().snapshot()));
        }
    }

    private static void append(TestCluster cluster, int count) {
        TestNode leader = cluster.leader();
        IntStream.range(0, count)
                .mapToObj(i -> leader.propose("text " + i))
                .toList()
                .forEach(TestNode::get);
    }
}
