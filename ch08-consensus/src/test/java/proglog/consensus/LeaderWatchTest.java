package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.Deadline;

/// Whether there is a reason, and time, to try again.
final class LeaderWatchTest {

    private static final Deadline LATER = Deadline.after(Duration.ofMinutes(10));
    private static final Deadline NOW = Deadline.after(Duration.ZERO);

    private final LeaderWatch watch = new LeaderWatch();

    @Test
    void countsTheChanges() {
        watch.change();
        watch.change();

        assertThat(watch.changes()).isEqualTo(2);
    }

    @Test
    void anotherLeaderIsAReasonToTryAgain() {
        watch.change();

        assertThat(watch.canTryAgain(0, LATER)).isTrue();
    }

    @Test
    void soIsALittleTime() {
        assertThat(watch.canTryAgain(0, LATER)).isTrue();
    }

    @Test
    void afterTheDeadlineThereIsNone() {
        watch.change();

        assertThat(watch.canTryAgain(0, NOW)).isFalse();
    }

    @Test
    void onceItIsClosedThereIsNone() {
        watch.close();

        assertThat(watch.canTryAgain(0, LATER)).isFalse();
    }

    @Test
    void forAThreadThatIsInterruptedThereIsNone() throws InterruptedException {
        try (var asks =
                Background.start(() -> {
                    Thread.currentThread().interrupt();
                    boolean canTryAgain = watch.canTryAgain(0, LATER);
                    return !canTryAgain && Thread.interrupted();
                })) {
            assertThat(asks.result()).isTrue();
        }
    }
}
