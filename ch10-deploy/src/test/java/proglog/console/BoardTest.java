package proglog.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.Bytes;

/// Who looks sees the newest, and nobody makes it for nobody.
final class BoardTest {

    private final Board board = new Board(2);

    @Test
    void takesInNoMoreThanItHasRoomFor() {
        assertThat(board.enter()).isTrue();
        assertThat(board.enter()).isTrue();
        assertThat(board.enter()).isFalse();

        board.leave();

        assertThat(board.enter()).isTrue();
        assertThat(board.enter()).isFalse();
    }

    @Test
    void showsTheNewestOnly() throws InterruptedException {
        board.show(Bytes.utf8("one"));
        board.show(Bytes.utf8("two"));

        assertThat(board.number()).isEqualTo(2);
        assertThat(board.awaitNewer(0)).isEqualTo(new Board.Notice(2, Bytes.utf8("two")));
    }

    @Test
    void isWaitedForUntilThereIsSomethingNewer() throws InterruptedException {
        board.show(Bytes.utf8("one"));
        try (var waiting = Background.start(() -> board.awaitNewer(1))) {
            waiting.awaitBlocked();

            board.show(Bytes.utf8("two"));

            assertThat(waiting.result()).isEqualTo(new Board.Notice(2, Bytes.utf8("two")));
        }
    }

    @Test
    void wantsNothingUntilSomebodyLooks() throws InterruptedException {
        try (var making = wanted(1)) {
            making.awaitBlocked();

            assertThat(board.enter()).isTrue();

            assertThat(making.result()).isTrue();
        }
    }

    @Test
    void wantsAnotherWhenItIsStirredOrTheTimeIsOver() throws InterruptedException {
        assertThat(board.enter()).isTrue();
        assertThat(wanted(TimeUnit.DAYS.toMillis(1)).result()).as("who comes is served").isTrue();
        assertThat(wanted(1).result()).as("the time is over").isTrue();
        try (var making = wanted(TimeUnit.DAYS.toMillis(1))) {
            making.awaitBlocked();

            board.stir();

            assertThat(making.result()).isTrue();
        }
    }

    @Test
    void tellsAllWhoWaitThatNothingMoreWillCome() throws InterruptedException {
        try (var waiting = Background.start(() -> board.awaitNewer(0))) {
            waiting.awaitBlocked();

            board.close();

            assertThat(waiting.failure())
                    .isInstanceOf(InterruptedException.class)
                    .hasMessage("nothing more will be shown");
        }
        assertThat(board.enter()).isFalse();
    }

    private Background<Boolean> wanted(long millis) {
        return Background.start(() -> {
            board.awaitWanted(millis);
            return true;
        });
    }
}
