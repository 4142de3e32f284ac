package proglog.consensus.jraft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.sofa.jraft.entity.PeerId;
import java.util.List;
import org.junit.jupiter.api.Test;
import proglog.Bytes;
import proglog.CorruptLogException;
import proglog.consensus.ClusterNode;

/// Raft's addresses have names, the same on every node.
final class RosterTest {

    private static final ClusterNode A = new ClusterNode("a", "10.0.0.1:8402", "10.0.0.1:8400");
    private static final ClusterNode B = new ClusterNode("b", "10.0.0.2:8402", "10.0.0.2:8400");
    private static final ClusterNode MOVED = new ClusterNode("b", "10.0.0.9:8402", "10.0.0.9:8400");

    @Test
    void knowsFoundersUntilTheyAreNoted() {
        Roster roster = new Roster(List.of(A, B));
        List<PeerId> peers = List.of(Settings.peer(A), Settings.peer(B));

        assertThat(roster.at(Settings.peer(A))).isEqualTo(A);
        assertThat(roster.missing(peers)).containsExactly(A, B);

        roster.apply(Roster.note(List.of(A)));
        assertThat(roster.missing(peers)).containsExactly(B);
        assertThat(roster.isNoted(A)).isTrue();
        assertThat(roster.isNoted(B)).isFalse();
    }

    @Test
    void callsANodeByItsAddressAsLongAsNothingIsNoted() {
        assertThat(new Roster(List.of()).at(Settings.peer(A)))
                .isEqualTo(new ClusterNode("10.0.0.1:8402", "10.0.0.1:8402", ""));
    }

    @Test
    void knowsANodeThatMovedByBothAddresses() {
        Roster roster = new Roster(List.of());

        roster.apply(Roster.note(List.of(A, B)));
        roster.apply(Roster.note(List.of(MOVED)));

        assertThat(roster.at(Settings.peer(B))).isEqualTo(B);
        assertThat(roster.at(Settings.peer(MOVED))).isEqualTo(MOVED);
    }

    @Test
    void forgetsAllButTheLastAddressBefore() {
        Roster roster = new Roster(List.of());

        for (int move = 0; move < 10; move++) {
            roster.apply(Roster.note(List.of(new ClusterNode("b", "10.0.0.2:" + move, ""))));
        }

        assertThat(roster.snapshot())
                .isEqualTo(
                        Roster.note(
                                List.of(
                                        new ClusterNode("b", "10.0.0.2:8", ""),
                                        new ClusterNode("b", "10.0.0.2:9", ""))));
    }

    @Test
    void comesBackFromASnapshot() {
        Roster roster = new Roster(List.of());
        roster.apply(Roster.note(List.of(A, B)));
        Roster other = new Roster(List.of());
        other.apply(Roster.note(List.of(MOVED)));

        other.restore(roster.snapshot());

        assertThat(other.snapshot()).isEqualTo(roster.snapshot());
        assertThat(other.isNoted(MOVED)).isFalse();
    }

    @Test
    void tellsItsCommandsFromTheMachines() {
        assertThat(Roster.isNote(Roster.note(List.of(A)))).isTrue();
        assertThat(Roster.isNote(Bytes.copyOf((byte) 127))).isFalse();
        assertThat(Roster.isNote(Bytes.EMPTY)).isFalse();
    }

    @Test
    void refusesANoteItDoesNotUnderstand() {
        assertThatThrownBy(() -> new Roster(List.of()).apply(Bytes.copyOf((byte) 129, (byte) 1)))
                .isInstanceOf(CorruptLogException.class)
                .hasMessage("a note of kind 129, version 1 is not known");
    }
}
