package proglog.observability;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/// An exporter of spans whose failures are said once. For many threads.
final class WatchedSpanExporter implements SpanExporter {

    private final SpanExporter target;
    private final ExportWatch watch;

    WatchedSpanExporter(SpanExporter target, ExportWatch watch) {
        this.target = target;
        this.watch = watch;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        return watch.watch(target.export(spans));
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
