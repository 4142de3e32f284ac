package proglog.observability;

import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import proglog.LogUnavailableException;
import proglog.storage.SegmentInfo;
import proglog.storage.StorageListener;

/// Measures what a log in files does with its disk. For many threads.
///
/// It is handed to `SegmentedLog.open`, and then told by [#watch] whose segments to count.
public final class StorageMetrics implements StorageListener {

    /// Segments that are shown.
    @FunctionalInterface
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    private static final double NANOS_PER_SECOND = 1e9;

    private final Meter meter;
    private final DoubleHistogram syncDuration;
    private final LongCounter synced;
    private final LongCounter rolls;
    private final LongCounter drops;

    private StorageMetrics(Meter meter) {
        this.meter = meter;
        this.syncDuration = Series.SYNC_DURATION.histogram(meter);
        this.synced = Series.SYNCED.counter(meter);
        this.rolls = Series.ROLLS.counter(meter);
        this.drops = Series.DROPS.counter(meter);
    }

    /// Measures into `telemetry`; into nothing when that is off.
    public static StorageMetrics in(Telemetry telemetry) {
        return new StorageMetrics(telemetry.meter());
    }

    /// Shows how many `segments` there are, and how large, whenever somebody looks; until what is
    /// returned is closed.
    public Watch watch(Supplier<List<SegmentInfo>> segments) {
        List<Runnable> gauges =
                List.of(
                        Series.SEGMENTS.upDownCounter(
                                meter, gauge -> observe(segments, List::size, gauge)),
                        Series.STORE_SIZE.upDownCounter(
                                meter, gauge -> observe(segments, StorageMetrics::bytes, gauge)));
        return () -> gauges.forEach(Runnable::run);
    }

    private static void observe(
            Supplier<List<SegmentInfo>> segments,
            ToLongFunction<List<SegmentInfo>> size,
            ObservableLongMeasurement gauge) {
        try {
            gauge.record(size.applyAsLong(segments.get()));
        } catch (LogUnavailableException _) {
            // there is nothing to show of a log that is closed
        }
    }

    private static long bytes(List<SegmentInfo> segments) {
        return segments.stream().mapToLong(SegmentInfo::bytes).sum();
    }

    @Override
    public void synced(long bytes, long nanos) {
        syncDuration.record(nanos / NANOS_PER_SECOND);
        synced.add(bytes);
    }

    @Override
    public void rolled(SegmentInfo full) {
        rolls.add(1);
    }

    @Override
    public void dropped(SegmentInfo oldest) {
        drops.add(1);
    }
}
