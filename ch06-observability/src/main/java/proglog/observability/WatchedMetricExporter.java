package proglog.observability;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.MemoryMode;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import java.util.Collection;

/// An exporter of metrics whose failures are said once. For many threads.
final class WatchedMetricExporter implements MetricExporter {

    private final MetricExporter target;
    private final ExportWatch watch;

    WatchedMetricExporter(MetricExporter target, ExportWatch watch) {
        this.target = target;
        this.watch = watch;
    }

    @Override
    public CompletableResultCode export(Collection<MetricData> metrics) {
        return watch.watch(target.export(metrics));
    }

    @Override
    public AggregationTemporality getAggregationTemporality(InstrumentType type) {
        return target.getAggregationTemporality(type);
    }

    @Override
    public Aggregation getDefaultAggregation(InstrumentType type) {
        return target.getDefaultAggregation(type);
    }

    @Override
    public MemoryMode getMemoryMode() {
        return target.getMemoryMode();
    }

    @Override
    public CompletableResultCode flush() {
        return target.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return target.shutdown();
    }
}
