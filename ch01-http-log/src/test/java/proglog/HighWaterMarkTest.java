package proglog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Task 1.3: [HighWaterMark#awaitReadable].
@Tag("task-1.3")
final class HighWaterMarkTest {

    private static final String SECTION = "see README.md, Task 1.3";

    private final HighWaterMark mark = new HighWaterMark(3);

    @Test
    void doesNotWaitForWhatCanBeRead() throws InterruptedException {
        mark.awaitReadable(2, Deadline.after(Duration.ZERO));

        assertThat(mark.next()).as(SECTION).isEqualTo(3);
    }

    @Test
    void waitsUntilTheMarkHasMovedPastTheOffset() throws InterruptedException {
        try (var reader = waitFor(4)) {
            reader.awaitBlocked();
            try (var behind = waitFor(3)) { // the same move wakes it, after the other
                behind.awaitBlocked();
                mark.moveTo(4);
                behind.result();
            }
            reader.awaitBlocked(); // 4 is the next offset, so there is no record yet

            mark.moveTo(5);

            assertThat(reader.result()).as(SECTION).isEqualTo(5);
        }
    }

    @Test
    void wakesEveryoneWhoWaits() throws InterruptedException {
        try (var one = waitFor(3);
                var other = waitFor(3)) {
            one.awaitBlocked();
            other.awaitBlocked();

            mark.moveTo(4);

            assertThat(one.result()).as(SECTION).isEqualTo(4);
            assertThat(other.result()).as(SECTION).isEqualTo(4);
        }
    }

    @Test
    void givesUpAtTheDeadline() {
        assertThatThrownBy(() -> mark.awaitReadable(3, Deadline.after(Duration.ofMillis(10))))
                .as(SECTION)
                .isInstanceOf(LogUnavailableException.class)
                .hasMessage("offset 3 was not appended before the deadline; the next is 3");
    }

    @Test
    void failsThoseWhoWaitWhenItCloses() throws InterruptedException {
        try (var reader = waitFor(3)) {
            reader.awaitBlocked();

            mark.close();

            assertThat(reader.failure()).as(SECTION).isInstanceOf(LogUnavailableException.class);
        }
    }

    @Test
    void failsAtOnceWhenItIsClosed() {
        mark.close();

        assertThatThrownBy(() -> mark.awaitReadable(0))
                .as(SECTION)
                .isInstanceOf(LogUnavailableException.class)
                .hasMessage("the log is closed");
    }

    @Test
    void letsThoseWhoWaitBeInterrupted() throws InterruptedException {
        try (var reader = waitFor(3)) {
            reader.awaitBlocked();

            reader.interrupt();

            assertThat(reader.failure()).as(SECTION).isInstanceOf(InterruptedException.class);
        }
    }

    private Background<Long> waitFor(long offset) {
        return Background.start(() -> {
            mark.awaitReadable(offset);
            return mark.next();
        });
    }
}
