package proglog.loadbalance;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.Batch;
import proglog.Bytes;
import proglog.CommitLog;
import proglog.Consistency;
import proglog.Deadline;
import proglog.LogUnavailableException;
import proglog.OutcomeUnknownException;
import proglog.ProducerSequence;
import proglog.grpc.RemoteLog;

/// A client of three nodes, while its leader dies or goes, over mutual TLS.
@Tag("cluster")
final class LeaderDeathTest {

    private static final int RECORDS = 300;

    @TempDir private Path folder;

    @Test
    void appendsFollowTheLeader() throws Exception {
        try (ServedCluster cluster = ServedCluster.start(folder, "a", "b", "c")) {
            ManagedChannel channel = BalancedChannel.open(cluster.target(), cluster.client());
            CommitLog log = new RemoteLog(channel);
            try (Background<List<Bytes>> load = Background.start(() -> appendAll(log))) {
                ServedNode first = cluster.leader();
                Background.until(() -> first.log().offsets().size() >= RECORDS / 3);

                cluster.kill(first.node().name());

                assertThat(load.result(Duration.ofSeconds(90))).hasSize(RECORDS);
                assertThat(values(log)).containsExactlyElementsOf(expected());
                ServedNode second = cluster.leader();
                assertOnlyCalled(second, cluster, log);

                cluster.start(first.node().name());
                String heir = first.node().name();
                Background.until(() -> handOver(cluster, heir));
                assertOnlyCalled(cluster.node(heir), cluster, log);
            } finally {
                channel.shutdownNow();
            }
        }
    }

    // Each once, whatever happens: what may have happened is sent again by the same name.
    private static List<Bytes> appendAll(CommitLog log) {
        List<Bytes> appended = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            Batch batch = new Batch(List.of(value(i)), new ProducerSequence(7, i + 1));
            Background.until(() -> isAppended(log, batch));
            appended.add(value(i));
        }
        return appended;
    }

    private static boolean isAppended(CommitLog log, Batch batch) {
        try {
            log.append(batch, Deadline.after(Duration.ofSeconds(20)));
            return true;
        } catch (LogUnavailableException | OutcomeUnknownException _) {
            return false;
        }
    }

    private static List<Bytes> expected() {
        return IntStream.range(0, RECORDS).mapToObj(LeaderDeathTest::value).toList();
    }

    private static Bytes value(int i) {
        return Bytes.utf8("record " + i);
    }

    private static List<Bytes> values(CommitLog log) {
        List<Bytes> values = new ArrayList<>();
        for (long offset = 0; offset < RECORDS; offset++) {
            values.add(
                    log.read(
                                    offset,
                                    Consistency.LINEARIZABLE,
                                    Deadline.after(Duration.ofSeconds(30)))
                            .value());
        }
        return values;
    }

    private static boolean handOver(ServedCluster cluster, String heir) {
        ServedNode leader = cluster.leader();
        return leader.node().name().equals(heir)
                || leader.log()
                        .consensus()
                        .transferLeadership(heir)
                        .handle((_, failure) -> failure == null)
                        .join();
    }

    // Once the client knows it: whoever else is called would have to pass the append on.
    private static void assertOnlyCalled(ServedNode leader, ServedCluster cluster, CommitLog log) {
        Background.until(() -> {
            int before = leader.appends().get();
            log.append(Bytes.utf8("more"));
            return leader.appends().get() > before;
        });
        List<Integer> before = others(leader, cluster);
        for (int i = 0; i < 20; i++) {
            log.append(Bytes.utf8("more"));
        }
        assertThat(others(leader, cluster)).isEqualTo(before);
    }

    private static List<Integer> others(ServedNode leader, ServedCluster cluster) {
        return cluster.nodes().stream()
                .filter(node -> !node.equals(leader))
                .map(node -> node.appends().get())
                .toList();
    }
}
