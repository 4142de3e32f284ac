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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A whole run on nodes that only pretend to be a cluster: it is found out.
final class FakeClusterTest {

    @TempDir private Path directory;

    @Test
    @Timeout(120)
    void findsOutNodesThatDoNotAgree() throws Exception {
        Settings settings =
                new Settings(
                        11,
                        3,
                        Optional.of(1),
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(5),
                        FakeNode.class.getName(),
                        "jraft",
                        Path.of("acl"));
        Progress silent = new Progress(new PrintWriter(new StringWriter()), false);
        Machine bare =
                new Machine(Set.of(FaultKind.Need.NOTHING), List.of("nothing but processes"));

        Report report = Run.of(settings, directory, bare, silent);

        assertThat(report.passed()).isFalse();
        assertThat(report.violations())
                .extracting(Violation::promise)
                .contains(
                        "the same record at the same offset everywhere",
                        "no acknowledged record is lost",
                        "no stale answer where a linearizable one was asked");
    }
}
