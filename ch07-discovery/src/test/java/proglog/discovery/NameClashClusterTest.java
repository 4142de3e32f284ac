package proglog.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;

/// Two members with one name.
@Tag("cluster")
final class NameClashClusterTest {

    private final Members members;
    private final LoggedLines logged = LoggedLines.of("proglog.discovery");
    private final AtomixMembership a;
    private final AtomixMembership first;
    private final Heard byA;

    NameClashClusterTest(@TempDir Path folder) {
        members = new Members(folder);
        a = members.start("a");
        first = members.start("b");
        Members.awaitNames(List.of(a, first), "a", "b");
        byA = Heard.from(a);
        byA.await(1);
    }

    @AfterEach
    void stop() {
        members.close();
        logged.close();
    }

    @Test
    void theSecondIsRefusedAndBothAddressesAreLogged() {
        AtomixMembership second = members.start("b");
        String clash =
                "the name b of %s is taken by %s"
                        .formatted(second.self().address(), first.self().address());

        awaitLine("WARN refused b of %s: %s".formatted(second.self().address(), clash));
        awaitLine("WARN cannot reach %s: it refused us: %s".formatted(a.self().address(), clash));

        assertThat(Members.names(second)).containsExactly("b");
        assertThat(a.members()).containsExactly(a.self(), first.self());
        assertThat(byA.events()).containsExactly("joined b");
    }

    @Test
    void theFirstIsRefusedToo() {
        AtomixMembership second =
                members.start("b", config -> config.withJoin(List.of(first.self().address())));

        awaitLine(
                "WARN cannot reach %s: it refused us: the name b of %s is taken by %s"
                        .formatted(
                                first.self().address(),
                                second.self().address(),
                                first.self().address()));
        assertThat(Members.names(first)).containsExactly("a", "b");
    }

    @Test
    void theSecondGetsInWhenTheFirstIsGone() {
        AtomixMembership second = members.start("b");
        Background.until(() -> logged.lines().stream().anyMatch(line -> line.contains("taken by")));

        first.close();

        Background.until(() -> a.members().contains(second.self()));
        assertThat(byA.await(3)).containsExactly("joined b", "left b", "joined b");
    }

    private void awaitLine(String line) {
        Background.until(() -> logged.lines().contains(line));
        assertThat(logged.lines()).filteredOn(line::equals).hasSize(1);
    }
}
