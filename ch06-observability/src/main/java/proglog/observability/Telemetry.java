package proglog.observability;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.ExemplarFilter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import proglog.http.Handler;

/// Owns the OpenTelemetry SDK: what is measured and traced goes in here and leaves by OTLP or by a
/// scrape. For many threads.
///
/// Whatever is handed a telemetry that is [#off] must cost nothing, so it asks [#isOn] when it is
/// made, not on each call. Nothing is registered globally.
public final class Telemetry implements AutoCloseable {

    private static final String SCOPE = "proglog";
    private static final long CLOSE_SECONDS = 5;

    private final Optional<OpenTelemetrySdk> sdk;
    private final PrometheusRegistry prometheus;
    private final RecentSpans recent;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private Telemetry(
            Optional<OpenTelemetrySdk> sdk, PrometheusRegistry prometheus, RecentSpans recent) {
        this.sdk = sdk;
        this.prometheus = prometheus;
        this.recent = recent;
    }

    /// Measures and traces nothing.
    public static Telemetry off() {
        return new Telemetry(Optional.empty(), new PrometheusRegistry(), new RecentSpans());
    }

    /// Begins to collect, and to send what is collected where `config` says.
    public static Telemetry start(TelemetryConfig config) {
        return start(
                config,
                config.otlp().map(Otlp::spans).stream().toList(),
                config.otlp().map(to -> Otlp.metrics(to, config.exportEvery())).stream().toList());
    }

    static Telemetry start(
            TelemetryConfig config, List<SpanProcessor> processors, List<MetricReader> readers) {
        Resource resource = resource(config);
        SdkTracerProviderBuilder tracers =
                SdkTracerProvider.builder()
                        .setResource(resource)
                        .setSampler(RequestSampler.of(config));
        RecentSpans recent = new RecentSpans();
        tracers.addSpanProcessor(recent);
        processors.forEach(tracers::addSpanProcessor);
        SdkMeterProviderBuilder meters =
                SdkMeterProvider.builder()
                        .setResource(resource)
                        // one object a measurement, for samples that nobody here looks at
                        .setExemplarFilter(ExemplarFilter.alwaysOff());
        readers.forEach(meters::registerMetricReader);
        PrometheusRegistry prometheus = new PrometheusRegistry();
        if (config.prometheus()) {
            PrometheusMetricReader reader =
                    PrometheusMetricReader.builder().setOtelScopeLabelsEnabled(false).build();
            meters.registerMetricReader(reader);
            prometheus.register(reader);
        }
        OpenTelemetrySdk sdk =
                OpenTelemetrySdk.builder()
                        .setTracerProvider(tracers.build())
                        .setMeterProvider(meters.build())
                        .setPropagators(
                                ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                        .build();
        return new Telemetry(Optional.of(sdk), prometheus, recent);
    }

    private static Resource resource(TelemetryConfig config) {
        return Resource.getDefault()
                .merge(
                        Resource.create(
                                Attributes.builder()
                                        .put("service.name", config.service())
                                        .put("service.instance.id", config.instance())
                                        .build()));
    }

    /// Whether anything is collected.
    public boolean isOn() {
        return sdk.isPresent();
    }

    /// What can be scraped; empty when scraping is off.
    public PrometheusRegistry prometheus() {
        return prometheus;
    }

    /// The traces that ended last, as a page for people.
    public Handler traces() {
        return new TracesPage(recent::all);
    }

    /// OpenTelemetry's own interface, for libraries that want it.
    public OpenTelemetry api() {
        return sdk.isPresent() ? sdk.get() : OpenTelemetry.noop();
    }

    /// What metrics are made with.
    public Meter meter() {
        return api().getMeter(SCOPE);
    }

    /// What spans are made with.
    public Tracer tracer() {
        return api().getTracer(SCOPE);
    }

    /// Sends what has been collected, for a few seconds at most, and stops collecting. Closing
    /// again does nothing.
    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            sdk.ifPresent(open -> open.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS));
        }
    }
}
