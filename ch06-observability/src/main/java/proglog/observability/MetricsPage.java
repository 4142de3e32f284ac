package proglog.observability;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Supplier;
import proglog.Bytes;
import proglog.http.Handler;
import proglog.http.Request;
import proglog.http.Response;

/// Every series as it is now: in OpenMetrics for a client that accepts it, as Prometheus does, and
/// in Prometheus's own older format for any other, such as curl.
///
/// For many threads.
final class MetricsPage implements Handler {

    private final ExpositionFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();
    private final ExpositionFormatWriter text = PrometheusTextFormatWriter.create();
    private final Supplier<MetricSnapshots> metrics;

    MetricsPage(Supplier<MetricSnapshots> metrics) {
        this.metrics = metrics;
    }

    @Override
    public Response handle(Request request) {
        var writer = openMetrics.accepts(request.header("accept")) ? openMetrics : text;
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        try {
            writer.write(page, metrics.get());
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return new Response(
                200,
                Map.of("content-type", writer.getContentType()),
                Bytes.wrap(page.toByteArray()));
    }
}
