package proglog.observability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import proglog.Background;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real Prometheus in a process of its own, on a free port of the loopback address. For one
/// thread only.
///
/// It never outlives the test: closing ends it, so does the end of this JVM, and `timeout` when
/// both forget it.
final class Prometheus implements AutoCloseable {

    private static final Pattern LISTENING =
            Pattern.compile("msg=\"Listening on\" address=(127\\.0\\.0\\.1:\\d+)");
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final Process process;
    private final Path output;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Thread lastResort;
    private String address = ""; // written by start

    private Prometheus(Process process, Path output) {
        this.process = process;
        this.output = output;
        this.lastResort = new Thread(process::destroy);
    }

    /// Scrapes `target` every second as the job `proglog`, and evaluates `rules` as often.
    static Prometheus start(Path folder, InetSocketAddress target, Path rules) throws IOException {
        PrometheusTools.require("prometheus", "timeout");
        Path config =
                Files.writeString(
                        folder.resolve("prometheus.yml"),
                        """
                        global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
                        rule_files: ['%s']
                        scrape_configs:
                          - job_name: proglog
                            static_configs: [{targets: ['127.0.0.1:%d']}]
                        """
                                .formatted(rules.toAbsolutePath(), target.getPort()));
        Path output = folder.resolve("prometheus.log");
        Process process =
                new ProcessBuilder(
                                "timeout",
                                "110",
                                "prometheus",
                                "--config.file=" + config,
                                "--storage.tsdb.path=" + folder.resolve("tsdb"),
                                "--web.listen-address=127.0.0.1:0")
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        Prometheus started = new Prometheus(process, output);
        Runtime.getRuntime().addShutdownHook(started.lastResort);
        Background.until(started::isListening);
        return started;
    }

    private boolean isListening() {
        String said = said();
        if (!process.isAlive()) {
            throw new AssertionError("Prometheus ended: " + said);
        }
        address =
                LISTENING
                        .matcher(said)
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .findFirst()
                        .orElse("");
        return !address.isEmpty();
    }

    private String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The answer to the query `promQl`: its `status`, and its `data` or `error`.
    JsonNode query(String promQl) {
        return get("/api/v1/query?query=" + URLEncoder.encode(promQl, StandardCharsets.UTF_8));
    }

    /// What the API says at `path`.
    JsonNode get(String path) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://" + address + path)).build();
        try {
            return MAPPER.readTree(client.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(said(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for Prometheus", e);
        }
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(lastResort);
        client.close();
        process.destroy(); // timeout passes it on
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
