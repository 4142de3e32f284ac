package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static proglog.consensus.TestNode.failure;
import static proglog.consensus.TestNode.get;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.Bytes;
import proglog.LogUnavailableException;
import proglog.OutcomeUnknownException;

/// What every engine does with commands.
public interface ConsensusContract extends TestCluster.Engines {

    @Test
    default void aNodeAloneAgreesWithItself(@TempDir Path folder) {
        try (TestCluster cluster = TestCluster.of(folder, this, "a")) {
            assertThat(get(cluster.leader().propose("one"))).isZero();
            assertThat(get(cluster.leader().propose("two"))).isEqualTo(1);

            assertThat(cluster.leader().machine().applied()).containsExactly("one", "two");
        }
    }

    @Test
    default void allApplyTheSameInTheSameOrder(@TempDir Path folder) {
        try (TestCluster cluster = TestCluster.of(folder, this, "a", "b", "c")) {
            TestNode leader = cluster.leader();
            List<CompletableFuture<Integer>> results =
                    IntStream.range(0, 200).mapToObj(i -> leader.propose("text " + i)).toList();

            assertThat(results.stream().map(TestNode::get))
                    .containsExactlyElementsOf(IntStream.range(0, 200).boxed().toList());
            assertThat(cluster.agreeOn("text 199"))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 200).mapToObj(i -> "text " + i).toList());
        }
    }

    @Test
    default void onlyTheLeaderTakesCommands(@TempDir Path folder) {
        try (TestCluster cluster = TestCluster.of(folder, this, "a", "b", "c")) {
            TestNode leader = cluster.leader();
            TestNode follower = cluster.follower();
            Background.until(() -> follower.consensus().leadership().leader().isPresent());

            Throwable refusal = failure(follower.propose("nothing"));

            assertThat(refusal)
                    .isInstanceOf(NotLeaderException.class)
                    .hasMessage(
                            "%s does not lead, %s at %s does",
                            follower.node().name(),
                            leader.node().name(),
                            leader.node().rpcAddress());
            assertThat(((NotLeaderException) refusal).leader()).contains(leader.node());
        }
    }

    @Test
    default void refusesTheTermOfAnEarlierReign(@TempDir Path folder) {
        try (TestCluster cluster = TestCluster.of(folder, this, "a")) {
            TestNode leader = cluster.leader();
            long term = leader.consensus().leadership().term();

            assertThat(failure(leader.consensus().propose(term - 1, Bytes.utf8("late"))))
                    .isInstanceOf(NotLeaderException.class);

            get(leader.propose("in time"));
            assertThat(leader.machine().applied()).containsExactly("in time");
        }
    }

    @Test
    default void losesNothingWithItsLeader(@TempDir Path folder) {
        try (TestCluster cluster = TestCluster.of(folder, this, "a", "b", "c")) {
            List<String> acknowledged = new ArrayList<>();
            for (int reign = 0; reign < 2; reign++) {
                TestNode leader = cluster.leader();
                for (int i = 0; i < 20; i++) {
                    String text = "reign %d, text %d".formatted(reign, i);
                    get(leader.propose(text));
                    acknowledged.add(text);
                }
                cluster.restart(leader.node().name());
            }

            cluster.append("last");

            acknowledged.add("last");
            assertThat(cluster.agreeOn("last")).containsExactlyElementsOf(acknowledged);
        }
    }

    @Test
    default void remembersAllWhenAllWereStopped(@TempDir Path folder) {
        try (TestCluster cluster = TestCluster.of(folder, this, "a", "b", "c")) {
            cluster.append("before");
            List.of("a", "b", "c").forEach(cluster::stop);
            List.of("a", "b", "c").forEach(cluster::start);

            cluster.append("after");

            assertThat(cluster.agreeOn("after")).containsExactly("before", "after");
        }
    }

    @Test
    default void anIsolatedLeaderAcknowledgesNothing(@TempDir Path folder) {
        try (TestCluster cluster = TestCluster.of(folder, this, "a", "b", "c")) {
            cluster.append("before");
            TestNode leader = cluster.leader();
            cluster.nodes().stream()
                    .filter(node -> !node.equals(leader))
                    .forEach(node -> cluster.stop(node.node().name()));

            CompletableFuture<Integer> alone = leader.propose("alone");
            CompletableFuture<Void> barrier = leader.consensus().barrier();

            assertThat(failure(alone))
                    .isInstanceOfAny(OutcomeUnknownException.class, LogUnavailableException.class);
            assertThat(failure(barrier)).isInstanceOf(LogUnavailableException.class);
            assertThat(leader.machine().applied()).containsExactly("before");
        }
    }

    @Test
    default void aBarrierShowsWhatWasAcknowledgedElsewhere(@TempDir Path folder) {
        try (TestCluster cluster = TestCluster.of(folder, this, "a", "b", "c")) {
            for (int i = 0; i < 20; i++) {
                String text = "text " + i;
                cluster.append(text);

                TestNode follower = cluster.follower();
                get(follower.consensus().barrier());

                assertThat(follower.machine().applied()).contains(text);
            }
        }
    }
}
