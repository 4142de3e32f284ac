package proglog.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import proglog.Background;

/// Waiting for news of the roster.
final class BoardTest {

    private static final Roster WITH_B =
            Roster.EMPTY.next(
                    List.of(new Sighting(new Member("b", "b:1", Map.of()), "run", Presence.HERE)));

    private final Board board = new Board();

    @Test
    void beginsWithNobody() {
        assertThat(board.current()).isEqualTo(Roster.EMPTY);
    }

    @Test
    void showsTheNewRosterAndGivesTheOldOneBack() {
        assertThat(board.update(_ -> WITH_B)).isEqualTo(Roster.EMPTY);

        assertThat(board.current()).isEqualTo(WITH_B);
    }

    @Test
    void keepsNobodyWaitingWhoKnowsLess() throws InterruptedException {
        board.update(_ -> WITH_B);

        assertThat(board.awaitOtherThan(Roster.EMPTY)).isEqualTo(WITH_B);
    }

    @Test
    void wakesWhoWaits() throws InterruptedException {
        try (var waits = Background.start(() -> board.awaitOtherThan(Roster.EMPTY))) {
            waits.awaitBlocked();
            board.update(roster -> roster); // no news
            waits.awaitBlocked();

            board.update(_ -> WITH_B);

            assertThat(waits.result()).isEqualTo(WITH_B);
        }
    }

    // A lock that is not given back would keep the others out.
    @Test
    void isForManyThreads() throws InterruptedException {
        board.update(_ -> WITH_B);
        assertThat(board.awaitOtherThan(Roster.EMPTY)).isEqualTo(WITH_B);

        try (var another = Background.start(() -> board.update(_ -> Roster.EMPTY))) {
            assertThat(another.result()).isEqualTo(WITH_B);
        }
    }
}
