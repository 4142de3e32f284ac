package proglog.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Members that come and go.
@Tag("cluster")
final class MembershipClusterTest {

    private final Members members;

    MembershipClusterTest(@TempDir Path folder) {
        members = new Members(folder);
    }

    @AfterEach
    void stop() {
        members.close();
    }

    @Test
    void threeHearOfEachOtherOnceAndOfNobodyLeaving() {
        AtomixMembership a = members.start("a");
        Heard byA = Heard.from(a);
        AtomixMembership b = members.start("b");
        AtomixMembership c = members.start("c");

        Members.awaitNames(List.of(a, b, c), "a", "b", "c");

        assertThat(byA.await(2)).containsExactlyInAnyOrder("joined b", "joined c");
        assertThat(a.members().get(1)).isEqualTo(b.self());
        assertThat(b.self().tags()).containsEntry(Member.RPC, "b:1");
    }

    @Test
    void whoLeavesIsSeenToLeaveByNameAndOnce() {
        AtomixMembership a = members.start("a");
        AtomixMembership b = members.start("b");
        AtomixMembership c = members.start("c");
        Members.awaitNames(List.of(a, b, c), "a", "b", "c");
        Heard byA = Heard.from(a);
        Heard byB = Heard.from(b);
        byA.await(2);
        byB.await(2);

        c.close();

        assertThat(byA.await(3).getLast()).isEqualTo("left c");
        assertThat(byB.await(3).getLast()).isEqualTo("left c");
        AtomixMembership d = members.start("d"); // by then the silence of c is old news, too
        byA.await("joined d");
        Members.awaitNames(List.of(a, b, d), "a", "b", "d");
        assertThat(byA.events()).hasSize(4);
    }

    @Test
    void whoVanishesHasFailedAndJoinsWhenItComesBack() {
        AtomixMembership a = members.start("a");
        AtomixMembership b = members.start("b");
        AtomixMembership c = members.start("c");
        Members.awaitNames(List.of(a, b, c), "a", "b", "c");
        Heard byA = Heard.from(a);
        byA.await(2);

        c.vanish();
        assertThat(byA.await(3).getLast()).isEqualTo("failed c");
        Members.awaitNames(List.of(a, b), "a", "b");

        AtomixMembership again = members.start("c");
        assertThat(byA.await(4).getLast()).isEqualTo("joined c");
        Members.awaitNames(List.of(a, b, again), "a", "b", "c");
        assertThat(a.members().getLast()).isEqualTo(again.self());
    }
}
