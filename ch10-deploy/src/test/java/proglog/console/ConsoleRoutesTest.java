package proglog.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import proglog.Background;
import proglog.Bytes;
import proglog.InMemoryLog;
import proglog.SettableClock;
import proglog.consensus.ClusterNode;
import proglog.observability.AdminServer;
import proglog.observability.Health;

/// The routes of the console, asked over a real connection.
final class ConsoleRoutesTest {

    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

    private final InMemoryLog log = new InMemoryLog();
    private final Board board = new Board(2);
    private final Consoles consoles = new Consoles("127.0.0.1:8403");
    private final HttpClient client = HttpClient.newHttpClient();
    private AdminServer admin;
    private Watch watch;

    @BeforeEach
    void start() throws IOException {
        ClusterView view =
                new ClusterView(
                        "demo",
                        () -> Statuses.leader("a", 3, Map.of()),
                        () -> List.of(new ClusterNode("a", "a:8402", "a:8400")),
                        _ -> Map.of(),
                        new Reigns(new SettableClock()),
                        new Tail(log),
                        new SettableClock());
        admin =
                AdminServer.start(
                        new InetSocketAddress(HERE, 0),
                        new Health(),
                        io.prometheus.metrics.model.snapshots.MetricSnapshots::new);
        new ConsoleRoutes(view, new Events(board), new Records(log), PageFiles.load(consoles))
                .addTo(admin, new RequestGuard(consoles));
        watch = Watch.start(view, board);
    }

    @AfterEach
    void stop() {
        watch.close();
        board.close();
        admin.close();
        client.shutdownNow(); // to close it would be to wait for streams that nobody reads
    }

    @Test
    void servesAPageThatMayCallConsolesOnly() throws Exception {
        consoles.add("127.0.0.1:8413");

        HttpResponse<String> page = get("/console");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("data-consoles=\"127.0.0.1:8403 127.0.0.1:8413\"");
        assertThat(header(page, "content-security-policy"))
                .isEqualTo(
                        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                                + " connect-src 'self' 127.0.0.1:8403 127.0.0.1:8413;"
                                + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        assertThat(header(page, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(header(page, "referrer-policy")).isEqualTo("no-referrer");
        assertThat(header(get("/"), "location")).isEqualTo("/console");
    }

    @ParameterizedTest
    @ValueSource(strings = {"console.css", "console.js", "icon.svg"})
    void servesWhatThePageConsistsOfAndNothingFromElsewhere(String name) throws Exception {
        HttpResponse<String> file = get("/console/" + name);

        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body().replace("http://www.w3.org/2000/svg", "")).doesNotContain("//www");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/console/", "/console/Console.class", "/console/../console.js", "/consol"})
    void servesNoOtherFiles(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void saysHowTheClusterIs() throws Exception {
        assertThat(get("/console/state").body())
                .startsWith("{\"self\":\"a\",\"cluster\":\"demo\",\"now\":")
                .contains("\"leader\":\"a\"", "\"term\":3", "\"lag\":0", "\"isReached\":true")
                .contains("\"segments\":[{\"first\":1,\"next\":11,\"bytes\":100}]");
    }

    @Test
    void tellsOfEachRecordAsItComes() throws Exception {
        try (BufferedReader events = open()) {
            assertThat(events.readLine()).isEqualTo("retry: 1000");
            assertThat(events.readLine()).isEmpty();
            assertThat(events.readLine()).startsWith("data: {\"self\":\"a\"");

            var _ = log.append(Bytes.utf8("just now"));

            Background.until(() -> line(events).contains("\"value\":\"just now\""));
        }
    }

    @Test
    void endsTheEventsWhenThereAreTooManyOrTheNodeStops() throws Exception {
        BufferedReader first = open();
        BufferedReader second = open();
        assertThat(first.readLine()).isEqualTo("retry: 1000");
        assertThat(second.readLine()).isEqualTo("retry: 1000");

        try (BufferedReader third = open()) {
            assertThat(third.readLine()).isNull();
        }
        admin.close();
        Background.until(() -> line(first).equals("the end"));
        Background.until(() -> line(second).equals("the end"));
    }

    private BufferedReader open() throws IOException, InterruptedException {
        HttpResponse<java.io.InputStream> events =
                client.send(request("/console/events").build(), BodyHandlers.ofInputStream());
        assertThat(events.headers().firstValue("content-type")).hasValue("text/event-stream");
        return new BufferedReader(new InputStreamReader(events.body(), StandardCharsets.UTF_8));
    }

    private static String line(BufferedReader reader) {
        try {
            String line = reader.readLine();
            return line == null ? "the end" : line;
        } catch (IOException _) {
            return "the end";
        }
    }

    @Test
    void appendsAndReads() throws Exception {
        HttpResponse<String> appended = append("{\"value\":\"h\\u00e9\",\"copies\":3}");

        assertThat(appended.body()).startsWith("{\"first\":0,\"next\":3,\"micros\":");
        assertThat(log.read(2).value()).isEqualTo(Bytes.utf8("hé"));
        assertThat(get("/console/records?from=1&count=10&fresh=true").body())
                .startsWith("{\"first\":0,\"next\":3,\"records\":[{\"offset\":1,")
                .contains("\"offset\":2", "\"bytes\":3,\"value\":\"hé\",\"isText\":true");
        assertThat(get("/console/records?from=0&count=1").body()).doesNotContain("\"offset\":1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}",
                "{\"value\":7}",
                "{\"value\":\"a\",\"copies\":0}",
                "{\"value\":\"a\",\"copies\":10001}",
                "{\"value\":\"a\",\"value\":\"b\"}"
            })
    void refusesWhatIsNoRecord(String body) throws Exception {
        assertThat(append(body).statusCode()).isEqualTo(400);
        assertThat(log.offsets().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?from=0",
                "?from=-1&count=1",
                "?from=a&count=1",
                "?from=9999999999999999999&count=1",
                "?from=0&count=101",
                "?from=0&from=1&count=1"
            })
    void refusesWhatIsNoOffset(String query) throws Exception {
        assertThat(get("/console/records" + query).statusCode()).isEqualTo(400);
    }

    @Test
    void saysWhyTheLogRefuses() throws Exception {
        assertThat(get("/console/records?from=5&count=1").body())
                .isEqualTo("{\"error\":\"offset 5 is outside [0, 0)\"}");
        log.close();
        assertThat(get("/console/records?from=0&count=1").statusCode()).isEqualTo(503);
        assertThat(append("{\"value\":\"a\"}").statusCode()).isEqualTo(503);
    }

    @Test
    void takesRecordsInJsonOnlyAndNowhereElse() throws Exception {
        HttpRequest form =
                request("/console/records")
                        .header("content-type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("{\"value\":\"a\"}"))
                        .build();

        assertThat(client.send(form, BodyHandlers.ofString()).statusCode()).isEqualTo(415);
        assertThat(post("/console/state", "{}").statusCode()).isEqualTo(405);
        assertThat(post("/console", "{}").statusCode()).isEqualTo(405);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + admin.address().getPort() + path));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> append(String body) throws IOException, InterruptedException {
        return post("/console/records", body);
    }

    private HttpResponse<String> post(String path, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                request(path)
                        .header("content-type", "application/json")
                        .POST(BodyPublishers.ofString(body));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
