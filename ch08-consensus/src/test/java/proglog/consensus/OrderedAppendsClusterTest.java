package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Appender;
import proglog.Background;
import proglog.Batch;
import proglog.CommitLogException;
import proglog.Deadline;

/// Many batches of one producer under way on three nodes, while leadership moves.
@Tag("cluster")
final class OrderedAppendsClusterTest {

    private static final int BATCHES = 1_000;
    private static final int UNDER_WAY = 8;

    private static TestCertificates certificates;
    @TempDir private Path folder;
    private LogCluster cluster;
    private LogNode producer;
    private final AtomicBoolean isOver = new AtomicBoolean(); // the producer has ended

    @BeforeAll
    static void certificates(@TempDir Path folder) {
        certificates = TestCertificates.make(folder);
    }

    @BeforeEach
    void start() {
        cluster =
                LogCluster.start(
                        folder,
                        certificates,
                        TestedEngine.JRAFT,
                        InstantSource.system(),
                        config -> config.withElectionTimeout(Duration.ofMillis(500)),
                        "a",
                        "b",
                        "c");
        producer = cluster.leader();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void leavesNoHolesInWhatHasNoNames() throws InterruptedException {
        try (var acknowledged =
                Background.start(() -> produce(i -> Commands.batch(String.valueOf(i))))) {
            moveLeadership();

            List<String> stored = stored();
            assertThat(acknowledged.result(Duration.ofSeconds(60)))
                    .isLessThanOrEqualTo(stored.size());
            assertThat(stored).isEqualTo(numbers(stored.size()));
        }
    }

    @Test
    void appendsEverythingOnceAndInOrderThatHasNames() throws InterruptedException {
        try (var acknowledged =
                Background.start(() -> produce(i -> Commands.numbered(i + 1, String.valueOf(i))))) {
            moveLeadership();

            assertThat(acknowledged.result(Duration.ofSeconds(60))).isEqualTo(BATCHES);
            cluster.awaitAll(BATCHES);
            assertThat(stored()).isEqualTo(numbers(BATCHES));
        }
    }

    /// Appends until all is done or something fails, and returns how many were acknowledged.
    private int produce(IntFunction<Batch> batches) {
        Appender appender = producer.log().appender();
        ArrayDeque<Appender.Begun> underWay = new ArrayDeque<>();
        int begun = 0;
        int acknowledged = 0;
        try {
            while (acknowledged < BATCHES) {
                while (begun < BATCHES && underWay.size() < UNDER_WAY) {
                    Deadline deadline = Deadline.after(Duration.ofSeconds(30));
                    underWay.add(appender.begin(batches.apply(begun), deadline));
                    begun++;
                }
                underWay.remove().await();
                acknowledged++;
            }
        } catch (CommitLogException failure) {
            assertNothingElse(underWay);
        } finally {
            isOver.set(true);
        }
        return acknowledged;
    }

    private static void assertNothingElse(ArrayDeque<Appender.Begun> underWay) {
        for (Appender.Begun rest : underWay) {
            try {
                rest.await();
                throw new AssertionError("appended behind one that failed");
            } catch (CommitLogException _) {
                // nothing behind it, or nobody knows
            }
        }
    }

    private void moveLeadership() {
        for (int move = 0; move < 4 && !isOver.get(); move++) {
            long before = producer.log().offsets().next();
            Background.until(() -> isOver.get() || producer.log().offsets().next() > before + 50);
            LogNode leader = cluster.leader();
            String heir = move % 2 == 0 ? cluster.follower().name() : producer.name();
            try {
                Appends.await(
                        leader.log().consensus().transferLeadership(heir),
                        Deadline.after(Duration.ofSeconds(5)));
            } catch (CommitLogException _) {
                // the heir was too far behind
            }
        }
        Background.until(isOver::get);
    }

    private List<String> stored() {
        LogNode leader = cluster.leader();
        cluster.awaitAll(leader.log().offsets().next());
        List<String> values = new ArrayList<>();
        LongStream.range(0, leader.log().offsets().next())
                .forEach(offset -> values.add(leader.log().read(offset).value().toUtf8()));
        return values;
    }

    private static List<String> numbers(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }
}
