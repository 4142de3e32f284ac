package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import proglog.Background;
import proglog.Bytes;
import proglog.CommitLogException;
import proglog.Deadline;

/// Positions outlive the node that took them.
@Tag("cluster")
@ParameterizedClass
@EnumSource
final class PositionsClusterTest {

    private static TestCertificates certificates;
    private final TestedEngine engine;
    private LogCluster cluster;

    PositionsClusterTest(TestedEngine engine) {
        this.engine = engine;
    }

    @BeforeAll
    static void certificates(@TempDir Path folder) {
        certificates = TestCertificates.make(folder);
    }

    @BeforeEach
    void start(@TempDir Path folder) {
        cluster =
                LogCluster.start(
                        folder,
                        certificates,
                        engine,
                        InstantSource.system(),
                        config -> config.withElectionTimeout(Duration.ofMillis(500)),
                        "a",
                        "b",
                        "c");
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void areThereUnderTheNextLeaderAndAfterASnapshotAndARestart() {
        cluster.append(cluster.leader(), Bytes.utf8("one"));
        save("reports", 1);
        LogNode first = cluster.leader();

        cluster.stop(first.name());

        assertThat(find(cluster.leader(), "reports")).hasValue(1);
        assertThat(find(cluster.follower(), "reports")).hasValue(1);

        cluster.start(first.name());
        save("mails", 2);
        cluster.nodes().forEach(node -> TestNode.get(node.consensus().snapshot()));
        save("reports", 3);
        List.of("a", "b", "c").forEach(cluster::stop);
        List.of("a", "b", "c").forEach(cluster::start);

        for (LogNode node : cluster.nodes()) {
            assertThat(find(node, "reports")).hasValue(3);
            assertThat(find(node, "mails")).hasValue(2);
        }
        assertThat(cluster.append(cluster.leader(), Bytes.utf8("two")).first()).isEqualTo(1);
        cluster.awaitAll(2);
    }

    private void save(String name, long offset) {
        Background.until(() -> {
            try {
                cluster.leader().log().positions().save(name, offset, soon());
                return true;
            } catch (CommitLogException _) {
                return false; // it leads no more
            }
        });
    }

    private static OptionalLong find(LogNode node, String name) {
        return node.log().positions().find(name, soon());
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(30));
    }
}
