package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Bytes;
import proglog.OffsetRange;

/// Three nodes that forget their oldest records, which only the default engine lets them.
@Tag("cluster")
final class RetentionClusterTest {

    private static final int MIB = 1024 * 1024;
    private static final Bytes BIG = Bytes.wrap(new byte[MIB / 4]);

    @TempDir private Path folder;
    private Optional<LogCluster> started = Optional.empty();

    @AfterEach
    void stop() {
        started.ifPresent(LogCluster::close);
    }

    @Test
    void givesWhatIsKeptToWhoIsBehindWhatWasForgotten(@TempDir Path certificates) {
        LogCluster cluster =
                LogCluster.start(
                        folder,
                        TestCertificates.make(certificates),
                        TestedEngine.JRAFT,
                        InstantSource.system(),
                        config ->
                                config.withElectionTimeout(Duration.ofSeconds(1))
                                        .withFiles(MIB, 2 * MIB)
                                        .withRetention(3 * MIB, Duration.ofDays(1)),
                        "a",
                        "b",
                        "c");
        started = Optional.of(cluster);
        cluster.append(cluster.leader(), BIG);
        cluster.awaitAll(1);
        String away = cluster.follower().name();
        cluster.stop(away);
        long next = 1;
        while (cluster.leader().log().offsets().first() < 2) {
            next = cluster.append(cluster.leader(), BIG).next();
        }

        cluster.start(away);
        cluster.join("d");

        cluster.awaitAll(next);
        for (LogNode node : cluster.nodes()) {
            OffsetRange kept = node.log().offsets();
            assertThat(kept.next()).isEqualTo(next);
            assertThat(node.log().read(kept.first()).value()).isEqualTo(BIG);
            assertThat(node.log().read(next - 1).value()).isEqualTo(BIG);
        }
        assertThat(cluster.node("d").log().offsets().first()).isPositive();
    }
}
