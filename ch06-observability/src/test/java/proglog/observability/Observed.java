package proglog.observability;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ServerInterceptor;
import io.grpc.netty.NettyChannelBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import proglog.Background;
import proglog.CommitLog;
import proglog.grpc.LogServer;
import proglog.grpc.LogService;

/// Telemetry that a test can look into, with servers and clients on the loopback address.
final class Observed implements AutoCloseable {

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
    private final Deque<Runnable> closing = new ArrayDeque<>();
    private final Telemetry telemetry;
    private final RequestMetrics requests;

    /// Looks into nothing: what `telemetry` collects goes elsewhere. Does not close it.
    Observed(Telemetry telemetry) {
        this.telemetry = telemetry;
        this.requests = RequestMetrics.in(telemetry);
    }

    Observed(TelemetryConfig config) {
        telemetry =
                Telemetry.start(
                        config, List.of(SimpleSpanProcessor.create(spans)), List.of(metrics));
        requests = RequestMetrics.in(telemetry);
        closing.push(telemetry::close);
    }

    /// Everything is traced and measured.
    static Observed everything() {
        return new Observed(TelemetryConfig.of("proglog", "test").withSampling(1, false));
    }

    Telemetry telemetry() {
        return telemetry;
    }

    /// A server of `log`, metered; requests are traced, then go through `interceptors`.
    LogServer serve(CommitLog log, ServerInterceptor... interceptors) {
        OpenCallCount calls = new OpenCallCount();
        LogServer.Builder builder =
                LogServer.builder()
                        .intercept(calls)
                        .measure(requests)
                        .intercept(RequestTracing.in(telemetry));
        for (ServerInterceptor interceptor : interceptors) {
            builder.intercept(interceptor);
        }
        try {
            LogServer server =
                    builder.serve(new LogService(MeteredLog.over(log, telemetry)))
                            .start(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            closing.push(calls::awaitNone);
            closing.push(server::close);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A channel to `server` that is not observed.
    ManagedChannel stranger(LogServer server) {
        ManagedChannel channel =
                NettyChannelBuilder.forAddress(server.address()).usePlaintext().build();
        closing.push(channel::shutdownNow);
        return channel;
    }

    /// A channel to `server` whose calls are traced and measured.
    Channel channel(LogServer server) {
        return ClientInterceptors.intercept(
                stranger(server), requests, RequestTracing.in(telemetry));
    }

    /// The spans that have ended.
    List<SpanData> spans() {
        return spans.getFinishedSpanItems();
    }

    /// The span of this name and kind, once it has ended; a server's ends after its client's.
    SpanData span(String name, SpanKind kind) {
        Background.until(() -> find(name, kind).isPresent());
        return find(name, kind).orElseThrow();
    }

    private Optional<SpanData> find(String name, SpanKind kind) {
        return spans().stream()
                .filter(span -> span.getName().equals(name) && span.getKind() == kind)
                .findFirst();
    }

    /// What has been measured.
    List<MetricData> metrics() {
        return List.copyOf(metrics.collectAllMetrics());
    }

    /// What `series` adds up to over all its attributes.
    long sum(Series series) {
        return metrics().stream()
                .filter(metric -> metric.getName().equals(series.id()))
                .flatMap(metric -> metric.getLongSumData().getPoints().stream())
                .mapToLong(point -> point.getValue())
                .sum();
    }

    @Override
    public void close() {
        while (!closing.isEmpty()) {
            closing.pop().run();
        }
    }
}
