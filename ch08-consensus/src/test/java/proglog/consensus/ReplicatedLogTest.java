package proglog.consensus;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import proglog.CommitLog;
import proglog.CommitLogContract;

/// A replicated log is a commit log: on a node alone, and on one that has to ask its leader.
final class ReplicatedLogTest {

    private static TestCertificates certificates;
    private final List<LogCluster> clusters = new ArrayList<>();

    @BeforeAll
    static void certificates(@TempDir Path folder) {
        certificates = TestCertificates.make(folder);
    }

    @AfterEach
    void stop() {
        clusters.forEach(LogCluster::close);
    }

    private LogCluster start(
            Path directory, InstantSource clock, TestCluster.Engines engines, String... names) {
        LogCluster cluster =
                LogCluster.start(
                        directory,
                        certificates,
                        engines,
                        clock,
                        config -> config.withElectionTimeout(Duration.ofMillis(300)),
                        names);
        clusters.add(cluster);
        return cluster;
    }

    @Nested
    final class AloneOnJRaft implements CommitLogContract {

        @Override
        public CommitLog open(Path directory, InstantSource clock) {
            return start(directory, clock, TestedEngine.JRAFT, "a").leader().log();
        }
    }

    @Nested
    final class FollowingOnJRaft implements CommitLogContract {

        @Override
        public CommitLog open(Path directory, InstantSource clock) {
            return start(directory, clock, TestedEngine.JRAFT, "a", "b", "c").follower().log();
        }
    }
}
