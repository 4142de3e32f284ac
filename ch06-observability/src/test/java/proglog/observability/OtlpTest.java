package proglog.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.Bytes;
import proglog.CommitLog;
import proglog.InMemoryLog;
import proglog.grpc.RemoteLog;

/// What a collector gets, and what becomes of the log when it gets nothing.
final class OtlpTest {

    private static final Duration NEVER = Duration.ofHours(1);

    private final OtlpReceiver receiver = OtlpReceiver.start();

    private static TelemetryConfig to(URI collector) {
        return TelemetryConfig.of("proglog", "node-7")
                .withSampling(1, false)
                .withOtlp(collector)
                .withExportEvery(NEVER);
    }

    @Test
    void getsAWholeTraceWhenTelemetryIsClosed() {
        try (receiver) {
            try (Telemetry telemetry = Telemetry.start(to(receiver.address()))) {
                appendOverTheNetwork(telemetry);
            }

            Span client = span("log.v1.Log/Produce", SpanKind.SPAN_KIND_CLIENT);
            Span server = span("log.v1.Log/Produce", SpanKind.SPAN_KIND_SERVER);
            Span log = span("log append", SpanKind.SPAN_KIND_INTERNAL);
            assertThat(client.getParentSpanId().isEmpty()).isTrue();
            assertThat(server.getParentSpanId()).isEqualTo(client.getSpanId());
            assertThat(log.getParentSpanId()).isEqualTo(server.getSpanId());
            assertThat(receiver.spans())
                    .allMatch(span -> span.getTraceId().equals(client.getTraceId()));
        }
    }

    private Span span(String name, SpanKind kind) {
        return receiver.span(name, kind).orElseThrow();
    }

    @Test
    void getsMetricsWhenTelemetryIsClosed() {
        try (receiver) {
            try (Telemetry telemetry = Telemetry.start(to(receiver.address()))) {
                appendOverTheNetwork(telemetry);
            }

            assertThat(receiver.metrics().stream().map(Metric::getName))
                    .contains(Series.APPENDED.id(), Series.RPC_SERVER_DURATION.id());
        }
    }

    @Test
    void isToldWhoseTheyAre() {
        try (receiver) {
            try (Telemetry telemetry = Telemetry.start(to(receiver.address()))) {
                appendOverTheNetwork(telemetry);
            }

            assertThat(receiver.resources())
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allSatisfy(resource ->
                            assertThat(resource.getAttributesList())
                                    .contains(
                                            attribute("service.name", "proglog"),
                                            attribute("service.instance.id", "node-7")));
        }
    }

    private static KeyValue attribute(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }

    @Test
    @Tag("seconds")
    void hurtsNobodyWhenItIsAway() throws IOException {
        receiver.close();
        try (Logged logged = Logged.by(ExportWatch.class)) {
            Telemetry telemetry =
                    Telemetry.start(to(closedPort()).withExportEvery(Duration.ofMillis(20)));
            for (int i = 0; i < 50; i++) {
                appendOverTheNetwork(telemetry);
            }
            Background.until(() -> logged.lines().size() == 2);
            telemetry.close();

            assertThat(logged.lines())
                    .as("one line for spans, one for metrics")
                    .hasSize(2)
                    .allMatch(line -> line.startsWith("WARN") && line.contains("cannot be sent"));
        }
    }

    @Test
    void holdsABoundedNumberOfSpansForACollectorThatHangs() {
        receiver.close();
        CountDownLatch answering = new CountDownLatch(1);
        int made = 10_000;
        try (OtlpReceiver hanging = OtlpReceiver.start(answering);
                Telemetry telemetry = Telemetry.start(to(hanging.address()))) {
            Tracer tracer = telemetry.tracer();
            for (int i = 0; i < made; i++) {
                tracer.spanBuilder("one").startSpan().end();
            }
            answering.countDown();
            telemetry.close();

            assertThat(hanging.spans()).hasSizeBetween(512, 2048 + 2 * 512);
        }
    }

    private static URI closedPort() throws IOException {
        try (ServerSocket once = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return URI.create("http://127.0.0.1:" + once.getLocalPort());
        }
    }

    private static void appendOverTheNetwork(Telemetry telemetry) {
        try (Observed observed = new Observed(telemetry);
                CommitLog remote =
                        new RemoteLog(observed.channel(observed.serve(new InMemoryLog())))) {
            remote.append(Bytes.utf8("a"));
        }
    }
}
