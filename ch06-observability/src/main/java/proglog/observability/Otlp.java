package proglog.observability;

import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.time.Duration;

/// Sends spans and metrics to a collector, as OTLP over HTTP.
///
/// A collector that is away costs a bounded queue: spans that find it full are dropped, metrics are
/// sums and are sent again anyway.
final class Otlp {

    private static final int MOST_WAITING_SPANS = 2048;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final RetryPolicy RETRY_ONCE =
            RetryPolicy.builder()
                    .setMaxAttempts(2)
                    .setInitialBackoff(Duration.ofMillis(200))
                    .setMaxBackoff(Duration.ofSeconds(1))
                    .build();

    private Otlp() {}

    static SpanProcessor spans(URI collector) {
        String endpoint = endpoint(collector, "traces");
        return BatchSpanProcessor.builder(
                        new WatchedSpanExporter(
                                OtlpHttpSpanExporter.builder()
                                        .setEndpoint(endpoint)
                                        .setTimeout(TIMEOUT)
                                        .setRetryPolicy(RETRY_ONCE)
                                        .build(),
                                new ExportWatch("spans", endpoint)))
                .setMaxQueueSize(MOST_WAITING_SPANS)
                .setExporterTimeout(TIMEOUT)
                .build();
    }

    static MetricReader metrics(URI collector, Duration every) {
        String endpoint = endpoint(collector, "metrics");
        return PeriodicMetricReader.builder(
                        new WatchedMetricExporter(
                                OtlpHttpMetricExporter.builder()
                                        .setEndpoint(endpoint)
                                        .setTimeout(TIMEOUT)
                                        .setRetryPolicy(RETRY_ONCE)
                                        .build(),
                                new ExportWatch("metrics", endpoint)))
                .setInterval(every)
                .build();
    }

    private static String endpoint(URI collector, String signal) {
        String base = collector.toString();
        return (base.endsWith("/") ? base : base + "/") + "v1/" + signal;
    }
}
