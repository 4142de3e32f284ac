package proglog.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What is known of the others, from one look to the next.
@Tag("task-7.1")
final class RosterTest {

    @Test
    void knowsWhoIsSeen() {
        Roster roster = Roster.EMPTY.next(List.of(here("b", "1"), here("a", "1")));

        assertThat(roster.here()).extracting(Member::name).containsExactly("a", "b");
        assertThat(roster.failed()).isEmpty();
    }

    @Test
    void whoIsNotSeenAnyMoreHasFailed() {
        Roster roster = Roster.EMPTY.next(List.of(here("a", "1"))).next(List.of());

        assertThat(roster.here()).isEmpty();
        assertThat(roster.failed()).extracting(Member::name).containsExactly("a");
    }

    @Test
    void whoFailedAndIsSeenIsHere() {
        Roster roster =
                Roster.EMPTY
                        .next(List.of(here("a", "1")))
                        .next(List.of(sighting("a", "1", Presence.FAILED)))
                        .next(List.of(here("a", "1")));

        assertThat(roster.here()).extracting(Member::name).containsExactly("a");
    }

    @Test
    void whoSaidGoodbyeHasLeftAndDoesNotFail() {
        Roster roster =
                Roster.EMPTY.next(List.of(sighting("a", "1", Presence.LEFT))).next(List.of());

        assertThat(roster.sighting("a")).map(Sighting::presence).contains(Presence.LEFT);
        assertThat(roster.failed()).isEmpty();
    }

    @Test
    void aGoodbyeOutlivesOlderNewsOfTheSameRun() {
        Roster left = Roster.EMPTY.next(List.of(sighting("a", "1", Presence.LEFT)));

        assertThat(left.next(List.of(here("a", "1"))).here()).isEmpty();
        assertThat(left.next(List.of(here("a", "2"))).here()).hasSize(1);
    }

    @Test
    void neverChanges() {
        Roster before = Roster.EMPTY.next(List.of(here("a", "1")));

        before.next(List.of());

        assertThat(before.here()).hasSize(1);
    }

    static Sighting here(String name, String run) {
        return sighting(name, run, Presence.HERE);
    }

    static Sighting sighting(String name, String run, Presence presence) {
        return new Sighting(new Member(name, name + ":1", Map.of()), run, presence);
    }
}
