package proglog.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class LogBudgetTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE); // it may overflow
    private final LogBudget budget = new LogBudget(2, Duration.ofNanos(10), nanos::get);

    @Test
    void grantsSoManyLinesInAPeriod() {
        assertThat(budget.spend()).hasValue(0);
        assertThat(budget.spend()).hasValue(0);
        nanos.addAndGet(9);
        assertThat(budget.spend()).isEmpty();
    }

    @Test
    void saysInTheNextPeriodHowManyWereLost() {
        for (int i = 0; i < 7; i++) {
            budget.spend();
        }
        nanos.addAndGet(10);

        assertThat(budget.spend()).isEqualTo(OptionalLong.of(5));
        assertThat(budget.spend()).hasValue(0);
        assertThat(budget.spend()).isEmpty();
    }
}
