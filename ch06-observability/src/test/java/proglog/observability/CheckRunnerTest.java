package proglog.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.LogUnavailableException;

/// One check, and what is said of it.
final class CheckRunnerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private volatile Optional<String> problem = Optional.empty(); // by the test
    private final CheckRunner runner = new CheckRunner("disk", () -> problem);

    private HealthReport.Finding run() {
        runner.begin();
        return runner.await(System.nanoTime() + PATIENCE.toNanos(), PATIENCE);
    }

    @Test
    void saysOnceThatItDoesNotHoldAndOnceThatItDoesAgain() {
        try (Logged logged = Logged.by(Health.class)) {
            run();
            run();
            assertThat(logged.lines()).isEmpty();

            problem = Optional.of("full");
            assertThat(run()).isEqualTo(new HealthReport.Finding("disk", "full"));
            run();
            problem = Optional.empty();
            assertThat(run()).isEqualTo(new HealthReport.Finding("disk", ""));
            run();

            assertThat(logged.lines())
                    .containsExactly("WARN disk does not hold: full", "INFO disk holds again");
        }
    }

    @Test
    void saysWhatALogSaysOfItself() {
        CheckRunner failing =
                new CheckRunner(
                        "log",
                        () -> {
                            throw new LogUnavailableException("the log is closed");
                        });
        failing.begin();

        assertThat(failing.await(System.nanoTime() + PATIENCE.toNanos(), PATIENCE))
                .isEqualTo(new HealthReport.Finding("log", "the log is closed"));
    }

    @Test
    void findsAProblemWhenNobodyWaits() throws InterruptedException {
        CountDownLatch answered = new CountDownLatch(1);
        CheckRunner hanging =
                new CheckRunner(
                        "peer",
                        () -> {
                            answered.await();
                            return Optional.empty();
                        });
        hanging.begin();
        try (var asking =
                Background.start(() -> {
                    Thread.currentThread().interrupt();
                    var found = hanging.await(System.nanoTime() + PATIENCE.toNanos(), PATIENCE);
                    assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
                    return found;
                })) {
            assertThat(asking.result())
                    .isEqualTo(new HealthReport.Finding("peer", "nobody waited for the answer"));
        }
        answered.countDown();
    }
}
