package proglog.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.Bytes;
import proglog.CommitLog;
import proglog.InMemoryLog;

/// Why copying is not replicating: the reason for chapter 8.
final class ReplicatorFlawTest {

    private final CommitLog a = new InMemoryLog();
    private final CommitLog b = new InMemoryLog();
    private final CommitLog c = new InMemoryLog();

    @Test
    void twoThatCopyEachOtherEchoOneRecordForEver() {
        a.append(Bytes.utf8("one"));

        try (Replicator ofA = copying(a, b);
                Replicator ofB = copying(b, a)) {
            Background.until(() -> a.offsets().next() > 1000 && b.offsets().next() > 1000);
        }

        assertThat(ReplicatorTest.values(a)).containsOnly("one");
    }

    @Test
    void threeInARowHoldCopiesOfCopies() {
        a.append(Bytes.utf8("one"));

        try (Replicator ofB = copying(b, a);
                Replicator ofC = copying(c, a, b)) {
            Background.until(() -> c.offsets().next() == 2);
        }

        assertThat(ReplicatorTest.values(c))
                .containsExactly("one", "one"); // one of a's, and one of b's of a's
    }

    @Test
    void noTwoLogsAgreeOnTheOrder() {
        a.append(Bytes.utf8("one"));
        b.append(Bytes.utf8("two"));

        try (Replicator ofA = copying(a, 1, b);
                Replicator ofB = copying(b, 1, a)) {
            Background.until(() -> a.offsets().next() == 2 && b.offsets().next() == 2);
        }

        assertThat(ReplicatorTest.values(a)).isNotEqualTo(ReplicatorTest.values(b));
        assertThat(a.read(0)).isNotEqualTo(b.read(0));
    }

    private static Replicator copying(CommitLog into, CommitLog... from) {
        return copying(into, Long.MAX_VALUE, from);
    }

    private static Replicator copying(CommitLog into, long limit, CommitLog... from) {
        ListedMembership membership = new ListedMembership("self");
        List<CommitLog> logs = List.of(from);
        Replicator replicator =
                Replicator.start(
                        membership,
                        into,
                        member ->
                                new SharedLog(logs.get(Integer.parseInt(member.name())), () -> {}),
                        limit);
        for (int i = 0; i < from.length; i++) {
            membership.joined(String.valueOf(i));
        }
        return replicator;
    }
}
