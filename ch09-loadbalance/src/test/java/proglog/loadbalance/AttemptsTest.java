package proglog.loadbalance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import proglog.Deadline;
import proglog.LogUnavailableException;
import proglog.OutcomeUnknownException;

/// Again and again, as long as that may help and there is time.
final class AttemptsTest {

    private final Attempts attempts = new Attempts(Duration.ofSeconds(30));
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void endWithTheFirstAnswer() {
        String answer =
                attempts.make(
                        Deadline.never(),
                        _ -> {
                            if (calls.incrementAndGet() < 3) {
                                throw new LogUnavailableException("not yet");
                            }
                            return "answer";
                        });

        assertThat(answer).isEqualTo("answer");
        assertThat(calls).hasValue(3);
    }

    @Test
    void areMadeNoMoreOnceTheyAreClosed() {
        attempts.close();

        assertThatThrownBy(() -> attempts.make(Deadline.never(), _ -> calls.incrementAndGet()))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessage("the log is closed");
        assertThat(calls).hasValue(0);
    }

    @Test
    void neverSayThatNothingHappenedOnceItMayHave() {
        OutcomeUnknownException unknown = new OutcomeUnknownException("who knows");
        Deadline soon = Deadline.after(Duration.ofMillis(50));

        assertThatThrownBy(() ->
                        attempts.make(
                                soon,
                                _ -> {
                                    if (calls.incrementAndGet() == 1) {
                                        throw unknown;
                                    }
                                    throw new LogUnavailableException("not now");
                                }))
                .isSameAs(unknown);
    }

    @Test
    void haveAsMuchTimeAsWasAskedForAtMost() {
        Deadline asked = Deadline.after(Duration.ofSeconds(1));

        Deadline given = attempts.make(asked, until -> until);
        Deadline other = attempts.make(Deadline.never(), until -> until);

        assertThat(given.remainingNanos()).isLessThanOrEqualTo(Duration.ofSeconds(1).toNanos());
        assertThat(other.remainingNanos()).isLessThanOrEqualTo(Duration.ofSeconds(2).toNanos());
    }
}
