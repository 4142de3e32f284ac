package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static proglog.consensus.Commands.batch;
import static proglog.consensus.Commands.numbered;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import proglog.Background;
import proglog.Bytes;
import proglog.CommitLogException;
import proglog.Consistency;
import proglog.Deadline;
import proglog.LogRecord;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;

/// One log on three nodes.
@Tag("cluster")
@ParameterizedClass
@EnumSource
final class ReplicatedLogClusterTest {

    private static TestCertificates certificates;
    private final TestedEngine engine;
    private final List<LogCluster> clusters = new ArrayList<>();
    @TempDir private Path folder;

    ReplicatedLogClusterTest(TestedEngine engine) {
        this.engine = engine;
    }

    @BeforeAll
    static void certificates(@TempDir Path folder) {
        certificates = TestCertificates.make(folder);
    }

    @AfterEach
    void stop() {
        clusters.forEach(LogCluster::close);
    }

    private LogCluster three() {
        return three(config -> config.withElectionTimeout(Duration.ofMillis(500)));
    }

    private LogCluster three(UnaryOperator<ConsensusConfig> settings) {
        LogCluster cluster =
                LogCluster.start(
                        folder,
                        certificates,
                        engine,
                        InstantSource.system(),
                        settings,
                        "a",
                        "b",
                        "c");
        clusters.add(cluster);
        return cluster;
    }

    @Test
    void reachesAllWhoTakePartAndNobodyWhoHasLeft() {
        LogCluster cluster = three();
        cluster.append(cluster.leader(), Bytes.utf8("one"));
        cluster.append(cluster.follower(), Bytes.utf8("two"));
        cluster.awaitAll(2);
        LogNode gone = cluster.follower();

        cluster.dismiss(gone.name());
        cluster.append(cluster.leader(), Bytes.utf8("three"));

        Background.until(() -> holders(cluster, 3).size() == 2);
        assertThat(gone.log().read(1).value()).isEqualTo(Bytes.utf8("two"));
        assertThatThrownBy(() -> gone.log().read(2))
                .isInstanceOf(OffsetOutOfRangeException.class)
                .hasMessage("offset 2 is outside [0, 2)");
    }

    private static List<LogNode> holders(LogCluster cluster, long next) {
        return cluster.nodes().stream()
                .filter(node -> node.log().offsets().next() == next)
                .toList();
    }

    @Test
    void losesNothingAndRepeatsNothingWhenItsLeaderStops() throws InterruptedException {
        LogCluster cluster = three();
        LogNode first = cluster.leader();
        List<LogNode> others = cluster.nodes();
        others.remove(first);
        List<Background<Integer>> producers = new ArrayList<>();
        for (int producer = 1; producer <= 4; producer++) {
            int id = producer;
            LogNode asked = others.get(producer % 2);
            producers.add(Background.start(() -> produce(asked, id, 100)));
        }
        Background.until(() -> others.getFirst().log().offsets().next() > 50);

        cluster.stop(first.name());
        for (Background<Integer> producer : producers) {
            assertThat(producer.result(Duration.ofSeconds(60))).isEqualTo(100);
        }

        cluster.awaitAll(400);
        List<LogRecord> records = records(others.getFirst());
        assertThat(records).hasSize(400).extracting(LogRecord::value).doesNotHaveDuplicates();
        assertThat(records(others.getLast())).isEqualTo(records);
        cluster.start(first.name());
        cluster.awaitAll(400);
        assertThat(records(cluster.node(first.name()))).isEqualTo(records);
    }

    private static int produce(LogNode node, int producer, int count) {
        for (int sequence = 1; sequence <= count; sequence++) {
            OffsetRange offsets =
                    node.log()
                            .append(
                                    numbered(producer, sequence, producer + "-" + sequence),
                                    Deadline.after(Duration.ofSeconds(30)));
            assertThat(offsets.size()).isEqualTo(1);
        }
        return count;
    }

    @Test
    void showsAFreshReaderEverythingOnEveryNode() {
        LogCluster cluster = three();
        for (int i = 0; i < 20; i++) {
            Bytes value = Bytes.utf8("value " + i);
            LogNode writer = cluster.nodes().get(i % 3);
            LogNode reader = cluster.nodes().get((i + 1) % 3);

            long offset = cluster.append(writer, value).first();

            assertThat(reader.log().read(offset, Consistency.LINEARIZABLE, soon()).value())
                    .isEqualTo(value);
        }
    }

    @Test
    void waitsForAnOffsetOnANodeThatIsBehind() throws InterruptedException {
        LogCluster cluster = three();
        LogNode reader = cluster.follower();
        try (var read =
                Background.start(() -> reader.log().read(0, Consistency.atLeast(1), soon()))) {
            cluster.append(cluster.leader(), Bytes.utf8("a"), Bytes.utf8("b"));

            assertThat(read.result().value()).isEqualTo(Bytes.utf8("a"));
        }
    }

    @Test
    void anIsolatedLeaderAcknowledgesNothingAndShowsNothingAsFresh() throws InterruptedException {
        LogCluster cluster = three();
        cluster.append(cluster.leader(), Bytes.utf8("before"));
        cluster.awaitAll(1);
        LogNode old = cluster.leader();

        old.isolate();
        try (var append =
                        Background.start(
                                () -> old.log().append(batch("lost"), in(Duration.ofSeconds(3))));
                var read =
                        Background.start(() ->
                                old.log()
                                        .read(
                                                0,
                                                Consistency.LINEARIZABLE,
                                                in(Duration.ofSeconds(3))))) {
            assertThat(append.failure()).isInstanceOf(CommitLogException.class);
            assertThat(read.failure()).isInstanceOf(LogUnavailableException.class);
        }
        assertThat(old.log().read(0).value()).isEqualTo(Bytes.utf8("before"));
        assertThat(old.log().offsets()).isEqualTo(new OffsetRange(0, 1));

        cluster.stop(old.name());
        cluster.append(cluster.leader(), Bytes.utf8("after"));
        cluster.start(old.name());
        cluster.awaitAll(2);
        for (LogNode node : cluster.nodes()) {
            assertThat(records(node))
                    .as(node.name())
                    .extracting(LogRecord::value)
                    .containsExactly(Bytes.utf8("before"), Bytes.utf8("after"));
        }
    }

    @Test
    void isTheSameByteForByteOnAllNodes() throws InterruptedException {
        LogCluster cluster = three();
        List<Background<Integer>> producers = new ArrayList<>();
        for (int producer = 1; producer <= 3; producer++) {
            int id = producer;
            LogNode node = cluster.nodes().get(producer - 1);
            producers.add(Background.start(() -> produce(node, id, 50)));
        }
        for (Background<Integer> producer : producers) {
            assertThat(producer.result()).isEqualTo(50);
        }
        cluster.awaitAll(150);

        List<LogRecord> records = records(cluster.node("a"));

        assertThat(records).hasSize(150).extracting(LogRecord::appendedAt).isSorted();
        assertThat(records(cluster.node("b"))).isEqualTo(records);
        assertThat(records(cluster.node("c"))).isEqualTo(records);
    }

    @Test
    void isThereAgainWhenAllNodesStartAgain() {
        LogCluster cluster = three();
        for (int i = 0; i < 10; i++) {
            cluster.append(cluster.leader(), Bytes.utf8("x" + i), Bytes.utf8("y" + i));
        }
        cluster.awaitAll(20);
        List<LogRecord> before = records(cluster.node("a"));

        List.of("a", "b", "c").forEach(cluster::stop);
        List.of("a", "b", "c").forEach(cluster::start);

        OffsetRange next = cluster.append(cluster.leader(), Bytes.utf8("next"));
        assertThat(next).isEqualTo(new OffsetRange(20, 21));
        cluster.awaitAll(21);
        for (LogNode node : cluster.nodes()) {
            assertThat(records(node).subList(0, 20)).isEqualTo(before);
        }
    }

    @Test
    void hasTheSameOffsetsAfterASnapshotAndARestart() {
        LogCluster cluster = three();
        produce(cluster.leader(), 1, 10);
        cluster.awaitAll(10);
        cluster.nodes().forEach(node -> TestNode.get(node.consensus().snapshot()));
        produce(cluster.leader(), 2, 10);
        cluster.awaitAll(20);
        List<LogRecord> before = records(cluster.node("a"));

        List.of("a", "b", "c").forEach(cluster::stop);
        List.of("a", "b", "c").forEach(cluster::start);

        OffsetRange again =
                cluster.leader().log().append(numbered(1, 10, "1-10"), soon()); // from the snapshot
        assertThat(again).isEqualTo(new OffsetRange(9, 10));
        cluster.awaitAll(20);
        for (LogNode node : cluster.nodes()) {
            assertThat(records(node)).isEqualTo(before);
        }
    }

    @Test
    void givesTheRecordsThemselvesToWhoWasAwayAndToWhoIsNew() {
        LogCluster cluster = three();
        cluster.append(cluster.leader(), Bytes.utf8("first"));
        cluster.awaitAll(1);
        String away = cluster.follower().name();
        cluster.stop(away);
        for (int i = 0; i < 40; i++) {
            cluster.append(cluster.leader(), Bytes.utf8("x" + i), Bytes.utf8("y" + i));
        }
        TestNode.get(cluster.leader().consensus().snapshot());

        cluster.start(away);
        cluster.join("d");

        cluster.awaitAll(81);
        List<LogRecord> records = records(cluster.leader());
        assertThat(records).hasSize(81);
        assertThat(records(cluster.node(away))).isEqualTo(records);
        assertThat(records(cluster.node("d"))).isEqualTo(records);
    }

    @Test
    void takesTheLargestValueAndTheSmallestOnesByTheHundredThousand() {
        LogCluster cluster = three();
        Bytes largest = Bytes.wrap(new byte[16 * 1024 * 1024]);

        OffsetRange one = cluster.append(cluster.follower(), largest);
        OffsetRange many =
                cluster.append(
                        cluster.follower(),
                        Collections.nCopies(100_000, Bytes.utf8("x")).toArray(Bytes[]::new));

        assertThat(one).isEqualTo(new OffsetRange(0, 1));
        assertThat(many).isEqualTo(new OffsetRange(1, 100_001));
        cluster.awaitAll(100_001);
        for (LogNode node : cluster.nodes()) {
            assertThat(node.log().read(0).value().equals(largest)).isTrue();
            assertThat(node.log().read(100_000).value()).isEqualTo(Bytes.utf8("x"));
        }
    }

    private static Deadline soon() {
        return in(Duration.ofSeconds(30));
    }

    private static Deadline in(Duration time) {
        return Deadline.after(time);
    }

    private static List<LogRecord> records(LogNode node) {
        OffsetRange offsets = node.log().offsets();
        return LongStream.range(offsets.first(), offsets.next())
                .mapToObj(offset -> node.log().read(offset))
                .toList();
    }
}
