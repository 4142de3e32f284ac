package proglog.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole run on nodes that only pretend to be a cluster: it is found out.
final class FakeClusterTest {

    @TempDir private Path directory;

    @Test
    void findsOutNodesThatDoNotAgree() throws Exception {
        Report report = run("atomix");

        assertThat(report.passed()).isFalse();
        assertThat(report.violations())
                .extracting(Violation::promise)
                .contains(
                        "the same record at the same offset everywhere",
                        "no acknowledged record is lost",
                        "no stale answer where a linearizable one was asked");
    }

    @Test
    void findsNothingWhereAllNodesAskOne() throws Exception {
        Report report = run("jraft");

        assertThat(report.violations()).isEmpty();
        assertThat(report.operations()).containsKey("appends acknowledged");
        assertThat(report.faults().values()).extracting(Report.Kind::count).containsOnly(1);
    }

    private Report run(String engine) throws Exception {
        Settings settings =
                new Settings(
                        11,
                        3,
                        Optional.of(2),
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(20),
                        FakeNode.class.getName(),
                        engine,
                        Path.of("acl"));
        Progress silent = new Progress(new PrintWriter(new StringWriter()), false);
        Machine bare = new Machine(Set.of(FaultKind.Need.NOTHING), List.of("only processes"));
        return Run.of(settings, directory, bare, silent);
    }
}
