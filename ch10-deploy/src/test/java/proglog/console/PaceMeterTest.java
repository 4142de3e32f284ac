package proglog.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import proglog.Bytes;
import proglog.CommitLog;
import proglog.InMemoryLog;
import proglog.observability.MeteredLog;
import proglog.observability.Telemetry;
import proglog.observability.TelemetryConfig;

/// The pace of a log that is metered as chapter 6 does it.
final class PaceMeterTest {

    private final Telemetry telemetry = Telemetry.start(TelemetryConfig.of("proglog", "a"));
    private final CommitLog log = MeteredLog.over(new InMemoryLog(), telemetry);
    private final AtomicLong nanos = new AtomicLong(-5);
    private final PaceMeter meter = new PaceMeter(telemetry.prometheus()::scrape, nanos::get);

    @AfterEach
    void close() {
        log.close();
        telemetry.close();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void saysNothingBeforeItHasLookedTwice() {
        var _ = log.append(Bytes.utf8("a"));

        assertThat(meter.now()).isEqualTo(NodeStatus.Pace.NONE);
    }

    @Test
    void countsWhatWasAppendedAndReadASecond() {
        var _ = meter.now();
        var _ = log.append(Collections.nCopies(100, Bytes.utf8("12345")));
        var _ = log.read(7);
        pass(Duration.ofSeconds(2));

        NodeStatus.Pace pace = meter.now();

        assertThat(pace.appended()).isEqualTo(50);
        assertThat(pace.bytes()).isEqualTo(250);
        assertThat(pace.read()).isEqualTo(0.5);
        assertThat(pace.median()).isPositive().isLessThan(10);
        assertThat(pace.slowest()).isGreaterThanOrEqualTo(pace.median());
    }

    @Test
    void forgetsWhatWasSecondsAgo() {
        var _ = meter.now();
        var _ = log.append(Bytes.utf8("a"));
        for (int second = 0; second < 3; second++) {
            pass(Duration.ofSeconds(1));
            assertThat(meter.now().appended()).isPositive();
        }
        pass(Duration.ofSeconds(1));
        var _ = meter.now();
        pass(Duration.ofSeconds(1));

        assertThat(meter.now()).isEqualTo(NodeStatus.Pace.NONE);
    }

    @Test
    void forgetsAllAfterAPauseInWhichNobodyLooked() {
        var _ = meter.now();
        var _ = log.append(Bytes.utf8("a"));
        pass(Duration.ofHours(1));

        assertThat(meter.now()).isEqualTo(NodeStatus.Pace.NONE);
        pass(Duration.ofSeconds(1));
        var _ = log.append(List.of(Bytes.utf8("b"), Bytes.utf8("c")));
        pass(Duration.ofSeconds(1));
        assertThat(meter.now().appended()).isEqualTo(2, within(2.0));
    }

    @Test
    void looksOnceASecondHoweverOftenItIsAsked() {
        var _ = meter.now();
        var _ = log.append(Bytes.utf8("a"));
        pass(Duration.ofMillis(999));

        assertThat(meter.now()).isEqualTo(NodeStatus.Pace.NONE);
    }
}
