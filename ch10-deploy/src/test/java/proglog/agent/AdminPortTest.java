package proglog.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Bytes;
import proglog.consensus.TestCertificates;
import proglog.http.Caller;
import proglog.http.Filter;
import proglog.http.Request;
import proglog.http.Response;
import proglog.observability.AdminServer;
import proglog.observability.Health;
import proglog.security.Security;
import proglog.security.TlsFiles;

/// The admin port over real connections, as if they came from elsewhere: in plaintext, over TLS,
/// with certificates and without.
final class AdminPortTest {

    // What comes from this machine passes anyway, so here it looks as if nothing did.
    private static final Filter FROM_ELSEWHERE =
            (request, next) ->
                    next.handle(
                            new Request(
                                    request.method(),
                                    request.path(),
                                    request.query(),
                                    request.headers(),
                                    request.body(),
                                    new Caller(
                                            new InetSocketAddress(
                                                    InetAddress.ofLiteral("10.0.0.9"), 50_000),
                                            request.caller().certificate())));

    @TempDir private static Path folder = Path.of("");
    private static Optional<Security> security = Optional.empty();
    private static Optional<AdminServer> admin = Optional.empty();

    @BeforeAll
    static void start() throws IOException {
        Path certificates = TestCertificates.make(folder.resolve("certs")).folder();
        Path acl = Path.of("..", "ch05-security", "acl");
        Security opened =
                Security.open(
                        TlsFiles.in(certificates, "server"),
                        acl.resolve("model.conf"),
                        acl.resolve("policy.csv"));
        security = Optional.of(opened);
        AdminGate gate = new AdminGate(opened.rules(), true);
        admin =
                Optional.of(
                        AdminServer.start(
                                        new InetSocketAddress(
                                                InetAddress.ofLiteral("127.0.0.1"), 0),
                                        new Health(),
                                        () -> new MetricSnapshots(List.of()),
                                        (request, next) ->
                                                FROM_ELSEWHERE.apply(request, gate.before(next)),
                                        opened.tls()::acceptOperator)
                                .route(
                                        "/console/records",
                                        Map.of(
                                                "GET", _ -> Response.json(200, Bytes.utf8("[]")),
                                                "POST", _ -> Response.empty(204))));
    }

    @AfterAll
    static void stop() {
        admin.ifPresent(AdminServer::close);
        security.ifPresent(Security::close);
    }

    @Test
    void healthAndMetricsAreForEverybodyWhenItIsOpen() throws Exception {
        assertThat(get("http", "/health/live", client("")).statusCode()).isEqualTo(200);
        assertThat(get("http", "/metrics", client("")).statusCode()).isEqualTo(200);
        assertThat(get("https", "/metrics", client("")).statusCode()).isEqualTo(200);
    }

    @Test
    void recordsAreNotForWhoShowsNoCertificate() throws Exception {
        HttpResponse<String> plain = get("http", "/console/records", client(""));
        HttpResponse<String> anonymous = get("https", "/console/records", client(""));

        assertThat(plain.statusCode()).isEqualTo(403);
        assertThat(anonymous.statusCode()).isEqualTo(403);
        assertThat(plain.body())
                .isEqualTo(
                        "{\"error\":\"from elsewhere this needs TLS and a client's certificate\"}");
    }

    @Test
    void aClientMayDoThereWhatItMayDoElsewhere() throws Exception {
        assertThat(get("https", "/console/records", client("root")).body()).isEqualTo("[]");
        assertThat(post(client("root")).statusCode()).isEqualTo(204);
        assertThat(get("https", "/console/records", client("nobody")).body())
                .isEqualTo("{\"error\":\"nobody is not permitted to consume\"}");
        assertThat(post(client("nobody")).body())
                .isEqualTo("{\"error\":\"nobody is not permitted to produce\"}");
    }

    @Test
    void anothersCertificateDoesNotGetIn() throws Exception {
        Path others = TestCertificates.make(folder.resolve("others")).folder();
        HttpClient stranger = PemClient.in(others, Optional.of("root"));

        assertThatThrownBy(() -> get("https", "/metrics", stranger))
                .isInstanceOf(IOException.class);
    }

    private static HttpClient client(String name) throws Exception {
        return PemClient.in(
                folder.resolve("certs"), Optional.of(name).filter(one -> !one.isEmpty()));
    }

    private static HttpResponse<String> get(String scheme, String path, HttpClient client)
            throws Exception {
        return client.send(
                HttpRequest.newBuilder(at(scheme, path)).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(HttpClient client) throws Exception {
        return client.send(
                HttpRequest.newBuilder(at("https", "/console/records"))
                        .POST(BodyPublishers.ofString("x"))
                        .build(),
                BodyHandlers.ofString());
    }

    private static URI at(String scheme, String path) {
        int port = admin.orElseThrow().address().getPort();
        return URI.create("%s://127.0.0.1:%d%s".formatted(scheme, port, path));
    }
}
