package proglog.observability;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import proglog.OffsetRange;
import proglog.storage.SegmentInfo;

/// What a log in files does with its disk is counted.
final class StorageMetricsTest {

    @Test
    void countsWhatItIsTold() {
        SegmentInfo segment = new SegmentInfo(new OffsetRange(0, 3), 100);
        try (Observed observed = Observed.everything()) {
            StorageMetrics storage = StorageMetrics.in(observed.telemetry());

            storage.synced(40, 1_000);
            storage.synced(60, 1_000);
            storage.rolled(segment);
            storage.rolled(segment);
            storage.dropped(segment);

            assertThat(observed.sum(Series.SYNCED)).isEqualTo(100);
            assertThat(observed.sum(Series.ROLLS)).isEqualTo(2);
            assertThat(observed.sum(Series.DROPS)).isEqualTo(1);
        }
    }
}
