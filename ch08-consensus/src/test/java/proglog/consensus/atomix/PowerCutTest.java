package proglog.consensus.atomix;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is acknowledged is on disks, not only in memory, when the power fails everywhere at once.
@Tag("cluster")
final class PowerCutTest {

    private static final int WORDS = 300;

    @TempDir private Path folder;

    @Test
    void threeNodesLoseNothing() throws Exception {
        assertThat(lost(UnaryOperator.identity(), "a", "b", "c")).isEmpty();
    }

    @Test
    void aSingleNodeLosesNothing() throws Exception {
        assertThat(lost(UnaryOperator.identity(), "a")).isEmpty();
    }

    // Were this not so, the tests above would prove nothing.
    @Test
    void withoutTheRepairTheyLoseEverything() throws Exception {
        assertThat(lost(PowerCutTest::asShipped, "a", "b", "c")).hasSize(WORDS);
    }

    @Test
    void withoutTheRepairASingleNodeDoes() throws Exception {
        assertThat(lost(PowerCutTest::asShipped, "a")).hasSize(WORDS);
    }

    private static Durability asShipped(Durability repaired) {
        return new Durability(() -> CompletableFuture.completedFuture(null));
    }

    private List<String> lost(UnaryOperator<Durability> repair, String... names) throws Exception {
        PowerCut power = new PowerCut();
        try (TestCluster cluster = TestCluster.of(folder, _ -> power.disk(), repair, names)) {
            List<Path> directories = List.of(names).stream().map(cluster::directory).toList();
            List<String> acknowledged = acknowledged(cluster.leader());
            power.cut(directories);
            for (String name : names) {
                cluster.stop(name);
            }
            power.restore(directories);
            for (String name : names) {
                cluster.start(name);
            }
            cluster.say("after");
            acknowledged.removeAll(cluster.leader().words().words());
            return acknowledged;
        }
    }

    private static List<String> acknowledged(TestNode leader) throws Exception {
        List<String> words = new ArrayList<>();
        List<CompletableFuture<Integer>> results = new ArrayList<>();
        for (int i = 0; i < WORDS; i++) {
            words.add("word " + i);
            results.add(leader.propose("word " + i));
            if (i % 20 == 19) {
                for (CompletableFuture<Integer> result : results) {
                    assertThat(result.get(10, SECONDS)).isPositive();
                }
                results.clear();
            }
        }
        return words;
    }
}
