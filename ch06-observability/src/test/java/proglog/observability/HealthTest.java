package proglog.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.LogUnavailableException;
import proglog.observability.HealthReport.Finding;

/// When a process is live, when it is ready, and what a check that misbehaves is taken for.
@Tag("task-6.5")
final class HealthTest {

    private static final String SECTION = "see README.md, Task 6.5";

    private static final Finding SERVING = new Finding("server", "");

    private final Health health = new Health();
    private volatile String problem = "";

    private Optional<String> problem() {
        return Optional.of(problem).filter(is -> !is.isEmpty());
    }

    @Test
    void isLiveButNotReadyBeforeItHasStarted() {
        assertThat(health.live().holds()).as(SECTION).isTrue();
        assertThat(health.ready().checks())
                .as(SECTION)
                .containsExactly(new Finding("server", "starting"));

        health.started();

        assertThat(health.ready()).as(SECTION).isEqualTo(new HealthReport(List.of(SERVING)));
        assertThat(health.ready().holds()).as(SECTION).isTrue();
    }

    @Test
    void isNeverReadyAgainOnceItIsStopping() {
        health.started();

        health.stopping();

        assertThat(health.ready().checks())
                .as(SECTION)
                .containsExactly(new Finding("server", "stopping"));
        assertThat(health.live().holds()).as(SECTION).isTrue();
    }

    @Test
    void followsWhatItsChecksSay() {
        problem = "no leader";
        health.addReady("cluster", this::problem);
        health.started();

        assertThat(health.ready().checks())
                .as(SECTION)
                .containsExactly(SERVING, new Finding("cluster", "no leader"));
        problem = "";
        assertThat(health.ready().holds()).as(SECTION).isTrue();
    }

    @Test
    void whatMustHoldForLiveMustHoldForReady() {
        health.addLive("threads", () -> Optional.of("none left")).started();

        assertThat(health.live().checks())
                .as(SECTION)
                .containsExactly(new Finding("threads", "none left"));
        assertThat(health.ready().holds()).as(SECTION).isFalse();
    }

    @Test
    void aCheckThatThrowsFailsWithItsReason() {
        health.addReady(
                "log",
                () -> {
                    throw new LogUnavailableException("the log is closed");
                });
        health.addReady(
                "disk",
                () -> {
                    throw new IOException("no space left");
                });
        health.addReady(
                "mistake",
                () -> {
                    throw new IllegalStateException("at proglog.Secret");
                });
        health.started();

        assertThat(health.ready().checks())
                .as(SECTION)
                .containsExactly(
                        SERVING,
                        new Finding("log", "the log is closed"),
                        new Finding("disk", "no space left"),
                        new Finding("mistake", "the check itself failed"));
    }

    @Test
    void aCheckThatHangsFailsInTimeAndIsInterrupted() {
        Health impatient = new Health(Duration.ofMillis(300));
        CountDownLatch interrupted = new CountDownLatch(1);
        impatient.addReady("peer", () -> hang(interrupted));
        impatient.addReady("log", Optional::empty);
        impatient.started();

        assertThat(impatient.ready().checks())
                .as(SECTION)
                .containsExactly(
                        SERVING,
                        new Finding("peer", "no answer within 300 ms"),
                        new Finding("log", ""));
        Background.until(() -> interrupted.getCount() == 0);
    }

    private static Optional<String> hang(CountDownLatch interrupted) throws InterruptedException {
        try {
            new CountDownLatch(1).await();
        } finally {
            interrupted.countDown();
        }
        return Optional.empty();
    }

    @Test
    void aCheckThatIgnoresItsInterruptHoldsOneThreadOnly() {
        Health impatient = new Health(Duration.ofMillis(5));
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch released = new CountDownLatch(1);
        impatient.addLive(
                "deaf",
                () -> {
                    runs.incrementAndGet();
                    Background.until(() -> released.getCount() == 0);
                    return Optional.empty();
                });

        for (int asked = 0; asked < 5; asked++) {
            assertThat(impatient.live().holds()).as(SECTION).isFalse();
        }

        assertThat(runs).as(SECTION).hasValue(1);
        released.countDown();
        Background.until(() -> impatient.live().holds());
    }

    @Test
    void tellsItsListenersEachChangeOnce() {
        List<Boolean> heard = new ArrayList<>();
        health.addReady("log", this::problem);
        health.listen(heard::add);
        assertThat(heard).as(SECTION).containsExactly(false);

        health.started();
        var _ = health.ready();
        assertThat(heard).as(SECTION).containsExactly(false, true);

        problem = "full";
        var _ = health.ready();
        problem = "";
        var _ = health.ready();
        health.stopping();
        var _ = health.ready();
        assertThat(heard).as(SECTION).containsExactly(false, true, false, true, false);
    }

    @Test
    void tellsItsListenersWhileItIsWatched() {
        AtomicBoolean isReady = new AtomicBoolean();
        health.addReady("log", this::problem);
        health.listen(isReady::set);
        health.started();
        try (HealthWatch watch = HealthWatch.start(health, Duration.ofMillis(1))) {
            problem = "full";
            Background.until(() -> !isReady.get());

            problem = "";
            Background.until(isReady::get);
            watch.close();
        }
    }
}
