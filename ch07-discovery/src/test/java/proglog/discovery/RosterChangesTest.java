package proglog.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static proglog.discovery.RosterTest.here;
import static proglog.discovery.RosterTest.sighting;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import proglog.discovery.MembershipEvent.Failed;
import proglog.discovery.MembershipEvent.Joined;
import proglog.discovery.MembershipEvent.Left;

/// What a listener is told that knows an older roster.
@Tag("task-7.2")
final class RosterChangesTest {

    private static final Member A = new Member("a", "a:1", Map.of());

    private final Roster empty = Roster.EMPTY;
    private final Roster joined = empty.next(List.of(here("a", "1")));

    @Test
    void aStrangerHasJoined() {
        assertThat(joined.since(empty)).containsExactly(new Joined(A));
    }

    @Test
    void nothingNewIsNoEvent() {
        assertThat(joined.next(List.of(here("a", "1"))).since(joined)).isEmpty();
    }

    @Test
    void whoIsGoneHasFailedOnce() {
        Roster failed = joined.next(List.of());

        assertThat(failed.since(joined)).containsExactly(new Failed(A));
        assertThat(failed.next(List.of()).since(failed)).isEmpty();
    }

    @Test
    void whoSaidGoodbyeHasLeftOnceAndNotFailed() {
        Roster left = joined.next(List.of(sighting("a", "1", Presence.LEFT)));

        assertThat(left.since(joined)).containsExactly(new Left(A));
        assertThat(left.next(List.of()).since(left)).isEmpty();
    }

    @Test
    void whoIsBackHasJoined() {
        Roster failed = joined.next(List.of());
        Roster back = failed.next(List.of(here("a", "1")));

        assertThat(back.since(failed)).containsExactly(new Joined(A));
    }

    @Test
    void whoMovedOrSaysSomethingElseHasJoined() {
        Member moved = new Member("a", "elsewhere:1", Map.of());
        Member tagged = new Member("a", "a:1", Map.of("rpc", "a:2"));

        assertThat(joined.next(List.of(new Sighting(moved, "2", Presence.HERE))).since(joined))
                .containsExactly(new Joined(moved));
        assertThat(joined.next(List.of(new Sighting(tagged, "1", Presence.HERE))).since(joined))
                .containsExactly(new Joined(tagged));
    }

    @Test
    void whoWasStartedAgainUnnoticedHasJoined() {
        assertThat(joined.next(List.of(here("a", "2"))).since(joined))
                .containsExactly(new Joined(A));
    }

    @Test
    void whatCameAndWentUnheardIsNotTold() {
        Roster failed = joined.next(List.of());

        assertThat(failed.since(empty)).isEmpty();
        assertThat(failed.next(List.of(here("a", "1"))).since(joined)).isEmpty();
    }
}
