package proglog.loadbalance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// How long to wait before trying again.
final class BackoffTest {

    private static final Duration MOST = Duration.ofMillis(300);

    @Test
    void waitsTwiceAsLongEachTimeUpToALimit() {
        Backoff backoff = new Backoff(always(0.5));

        assertThat(millis(backoff)).isEqualTo(50);
        assertThat(millis(backoff)).isEqualTo(100);
        assertThat(millis(backoff)).isEqualTo(200);
        assertThat(millis(backoff)).isEqualTo(300);
        assertThat(millis(backoff)).isEqualTo(300);
    }

    @Test
    void beginsAnewWhenItWentWell() {
        Backoff backoff = new Backoff(always(0.5));
        millis(backoff);
        millis(backoff);

        backoff.reset();

        assertThat(millis(backoff)).isEqualTo(50);
    }

    @Test
    void waitsAFifthLongerOrShorterThanOthers() {
        assertThat(millis(new Backoff(always(0)))).isEqualTo(40);
        assertThat(millis(new Backoff(always(1)))).isEqualTo(60);
    }

    private static long millis(Backoff backoff) {
        return Duration.ofNanos(backoff.nextNanos(MOST)).toMillis();
    }

    private static RandomGenerator always(double number) {
        return new RandomGenerator() {

            @Override
            public double nextDouble() {
                return number;
            }

            @Override
            public long nextLong() {
                throw new AssertionError("asked for another number");
            }
        };
    }
}
