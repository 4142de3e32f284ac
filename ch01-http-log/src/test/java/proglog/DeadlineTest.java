package proglog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class DeadlineTest {

    @Test
    void hasPassedWhenThereWasNoTime() {
        assertThat(Deadline.after(Duration.ZERO).hasPassed()).isTrue();
        assertThat(Deadline.after(Duration.ofSeconds(-1)).hasPassed()).isTrue();
    }

    @Test
    void hasNotPassedWhileThereIsTime() {
        Deadline deadline = Deadline.after(Duration.ofHours(1));

        assertThat(deadline.hasPassed()).isFalse();
        assertThat(deadline.remainingNanos())
                .isBetween(Duration.ofMinutes(59).toNanos(), Duration.ofHours(1).toNanos());
    }

    @Test
    void passesByItself() {
        Deadline deadline = Deadline.after(Duration.ofMillis(1));

        Background.until(deadline::hasPassed);
    }

    @Test
    void mayNeverPass() {
        assertThat(Deadline.never().hasPassed()).isFalse();
        assertThat(Deadline.never().remainingNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void doesNotOverflow() {
        assertThat(Deadline.after(Duration.ofSeconds(Long.MAX_VALUE)).hasPassed()).isFalse();
        assertThat(Deadline.after(Duration.ofSeconds(Long.MIN_VALUE)).hasPassed()).isTrue();
    }
}
