package proglog.observability;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/// A collector of spans and metrics, as OTLP over HTTP describes it, on a free port.
final class OtlpReceiver implements AutoCloseable {

    private final HttpServer server;
    private final List<ExportTraceServiceRequest> traces = new CopyOnWriteArrayList<>();
    private final List<ExportMetricsServiceRequest> metrics = new CopyOnWriteArrayList<>();
    private final CountDownLatch answering;

    private OtlpReceiver(HttpServer server, CountDownLatch answering) {
        this.server = server;
        this.answering = answering;
    }

    static OtlpReceiver start() {
        return start(new CountDownLatch(0));
    }

    /// A receiver that answers nobody before `answering` is counted down.
    static OtlpReceiver start(CountDownLatch answering) {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
            OtlpReceiver receiver = new OtlpReceiver(server, answering);
            server.createContext(
                    "/v1/traces",
                    call ->
                            receiver.take(
                                    call,
                                    body ->
                                            receiver.traces.add(
                                                    ExportTraceServiceRequest.parseFrom(body))));
            server.createContext(
                    "/v1/metrics",
                    call ->
                            receiver.take(
                                    call,
                                    body ->
                                            receiver.metrics.add(
                                                    ExportMetricsServiceRequest.parseFrom(body))));
            server.start();
            return receiver;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Intake {
        void take(byte[] body) throws IOException;
    }

    private void take(HttpExchange call, Intake intake) throws IOException {
        try (call) {
            byte[] body = call.getRequestBody().readAllBytes();
            answering.await();
            intake.take(body); // before the answer, after which the test looks
            call.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            call.sendResponseHeaders(200, -1);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Span> spans() {
        return traces.stream()
                .flatMap(request -> request.getResourceSpansList().stream())
                .flatMap(of -> of.getScopeSpansList().stream())
                .flatMap(of -> of.getSpansList().stream())
                .toList();
    }

    Optional<Span> span(String name, Span.SpanKind kind) {
        return spans().stream()
                .filter(span -> span.getName().equals(name) && span.getKind() == kind)
                .findFirst();
    }

    List<Metric> metrics() {
        return metrics.stream()
                .flatMap(request -> request.getResourceMetricsList().stream())
                .flatMap(of -> of.getScopeMetricsList().stream())
                .flatMap(of -> of.getMetricsList().stream())
                .toList();
    }

    /// Of everything that came.
    List<Resource> resources() {
        return Stream.concat(
                        traces.stream()
                                .flatMap(request -> request.getResourceSpansList().stream())
                                .map(of -> of.getResource()),
                        metrics.stream()
                                .flatMap(request -> request.getResourceMetricsList().stream())
                                .map(of -> of.getResource()))
                .toList();
    }

    @Override
    public void close() {
        answering.countDown();
        server.stop(0);
    }
}
