package proglog.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import proglog.http.Response;

/// The admin port, asked over a real connection.
final class AdminServerTest {

    private final Health health = new Health();
    private final HttpClient client = HttpClient.newHttpClient();
    private AdminServer admin;

    @BeforeEach
    void start() throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        admin = AdminServer.start(anyPort, health, AdminServerTest::counter);
    }

    @AfterEach
    void stop() {
        admin.close();
        client.close();
    }

    private static MetricSnapshots counter() {
        return MetricSnapshots.of(
                CounterSnapshot.builder()
                        .name("proglog_test")
                        .help("What this test counts.")
                        .dataPoint(CounterDataPointSnapshot.builder().value(3).build())
                        .build());
    }

    @Test
    void speaksPrometheusTextUnlessAskedForOpenMetrics() throws Exception {
        HttpResponse<String> text = get("/metrics");
        HttpResponse<String> open =
                send(request("/metrics").header("Accept", "application/openmetrics-text;q=0.9"));

        assertThat(text.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(text.body()).contains("# TYPE proglog_test_total counter\nproglog_test_total 3");
        assertThat(open.headers().firstValue("content-type"))
                .hasValueSatisfying(
                        type -> assertThat(type).startsWith("application/openmetrics-text"));
        assertThat(open.body()).contains("# TYPE proglog_test counter\n").endsWith("# EOF\n");
    }

    @Test
    void namesEachCheckOfItsHealth() throws Exception {
        health.addReady("log", () -> Optional.of("it is \"full\"")).started();

        HttpResponse<String> live = get("/health/live");
        HttpResponse<String> ready = get("/health/ready");

        assertThat(live.statusCode()).isEqualTo(200);
        assertThat(live.body()).isEqualTo("{\"status\":\"ok\",\"checks\":[]}");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body())
                .isEqualTo(
                        """
                        {"status":"failing","checks":[\
                        {"name":"server","status":"ok"},\
                        {"name":"log","status":"failing","problem":"it is \\"full\\""}]}\
                        """);
        assertThat(ready.headers().firstValue("cache-control")).hasValue("no-store");
    }

    @Test
    void isReadyOnceItHasStarted() throws Exception {
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);

        health.started();

        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    }

    @Test
    void listsItsRoutes() throws Exception {
        admin.route("/console/", _ -> Response.empty(204));

        assertThat(get("/").body())
                .isEqualTo("/\n/console/\n/health/live\n/health/ready\n/metrics\n");
    }

    @Test
    void takesRoutesOfLaterChapters() throws Exception {
        admin.route("/console/", request -> Response.error(200, request.path()));
        admin.route("/console/exact", Map.of("POST", _ -> Response.empty(202)));

        assertThat(get("/console/a/b").body()).contains("/console/a/b");
        assertThat(get("/console").statusCode()).isEqualTo(404);
        assertThat(get("/console/exact").statusCode()).isEqualTo(405);
        assertThat(send(request("/console/exact").POST(BodyPublishers.noBody())).statusCode())
                .isEqualTo(202);
        assertThatThrownBy(() -> admin.route("console", _ -> Response.empty(204)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void leavesOptionsToARouteThatAnswersThem() throws Exception {
        admin.route("/shared", Map.of("OPTIONS", _ -> Response.empty(204).with("vary", "origin")));

        HttpResponse<String> answer =
                send(request("/shared").method("OPTIONS", BodyPublishers.noBody()));

        assertThat(answer.headers().firstValue("vary")).hasValue("origin");
    }

    @Test
    void answersHeadWithoutABody() throws Exception {
        HttpResponse<String> head = send(request("/metrics").HEAD());

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValueAsLong("content-length").orElse(0)).isPositive();
    }

    @Test
    void refusesWhatItDoesNotServe() throws Exception {
        HttpResponse<String> post = send(request("/metrics").POST(BodyPublishers.noBody()));
        HttpResponse<String> unknown = get("/metrics/");

        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("allow")).hasValue("GET, HEAD, OPTIONS");
        assertThat(post.body()).isEqualTo("{\"error\":\"this path allows GET, HEAD, OPTIONS\"}");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).isEqualTo("{\"error\":\"there is nothing at this path\"}");
        assertThat(
                        send(request("/metrics").method("OPTIONS", BodyPublishers.noBody()))
                                .statusCode())
                .isEqualTo(204);
    }

    @Test
    void keepsAHandlersFailureToItself() throws Exception {
        admin.route(
                "/broken",
                _ -> {
                    throw new IllegalStateException("secret");
                });

        HttpResponse<String> answer = get("/broken");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("{\"error\":\"internal error\"}");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + admin.address().getPort() + path));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
