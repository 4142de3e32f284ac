package proglog.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import org.junit.jupiter.api.Test;
import proglog.OffsetRange;
import proglog.storage.SegmentInfo;
import proglog.storage.StorageListener;

/// Telemetry that is on belongs to who started it; telemetry that is off is nothing.
final class TelemetryTest {

    @Test
    void isNothingWhenItIsOff() {
        try (Telemetry off = Telemetry.off()) {
            StorageListener disk = StorageMetrics.in(off);
            disk.synced(1, 1);
            RequestMetrics requests = RequestMetrics.in(off);

            assertThat(off.isOn()).isFalse();
            assertThat(off.prometheus().scrape().stream()).isEmpty();
            assertThat(off.tracer().spanBuilder("a").startSpan().isRecording()).isFalse();
            assertThat(requests.newServerStreamTracer("a/b", new Metadata()))
                    .as("no object for a call")
                    .isSameAs(requests.newServerStreamTracer("a/b", new Metadata()));
        }
    }

    @Test
    void isNotSharedWithAnotherInTheSameProcess() {
        try (Telemetry one = Telemetry.start(TelemetryConfig.of("proglog", "one"));
                Telemetry other = Telemetry.start(TelemetryConfig.of("proglog", "other"))) {
            StorageMetrics.in(one).rolled(new SegmentInfo(new OffsetRange(0, 3), 100));

            assertThat(one.prometheus().scrape().stream())
                    .anyMatch(series -> series.getMetadata().getName().contains("rolls"));
            assertThat(other.prometheus().scrape().stream())
                    .noneMatch(series -> series.getMetadata().getName().contains("rolls"));
        }
    }

    @Test
    void isScrapedOnlyWhenAsked() {
        TelemetryConfig config = TelemetryConfig.of("proglog", "one").withPrometheus(false);
        try (Telemetry telemetry = Telemetry.start(config)) {
            StorageMetrics.in(telemetry).synced(1, 1);

            assertThat(telemetry.prometheus().scrape().stream()).isEmpty();
        }
    }

    @Test
    void mayBeClosedTwice() {
        Telemetry telemetry = Telemetry.start(TelemetryConfig.of("proglog", "one"));

        telemetry.close();
        telemetry.close();

        assertThat(telemetry.prometheus().scrape().stream()).isEmpty();
    }
}
