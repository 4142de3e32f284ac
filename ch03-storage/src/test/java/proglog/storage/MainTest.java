package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Bytes;
import proglog.http.LogRoutes;
import proglog.http.Request;
import proglog.http.Response;

/// The server as a reader starts it, in a JVM of its own.
final class MainTest {

    private static final String LISTENING = "listening on http://";
    private static final String HELLO = "{\"record\":{\"value\":\"SGVsbG8=\"}}";

    @TempDir private Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endWhatWasStarted() throws InterruptedException {
        client.close();
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void keepsWhatItAcknowledgedWhenItIsKilled() throws IOException, InterruptedException {
        Process first = start();
        URI address = address(first);
        assertThat(append(address)).isEqualTo("{\"offset\":0}");
        assertThat(append(address)).isEqualTo("{\"offset\":1}");

        first.destroyForcibly().waitFor();
        URI again = address(start());

        assertThat(get(again, "/records/1"))
                .isEqualTo("{\"record\":{\"value\":\"SGVsbG8=\",\"offset\":1}}");
        assertThat(append(again)).isEqualTo("{\"offset\":2}");
    }

    @Test
    void closesTheLogWhenItIsToldToStop() throws IOException, InterruptedException {
        Process server = start();
        append(address(server));

        server.destroy();
        server.waitFor();

        // The mark that says that everything is synced is written by closing, and by nothing else.
        SegmentReport segment =
                Verification.of(new LocalDisk(), folder, Verification.ALL, new LogVisitor() {})
                        .segments()
                        .getFirst();
        assertThat(segment.records()).isEqualTo(1);
        assertThat(segment.frames()).isEqualTo(2);
    }

    @Test
    void tellsAClientThatItsValueIsTooLargeForTheLog() {
        SegmentedLogConfig config = SegmentedLogConfig.defaults().withMaxValueBytes(4);
        try (SegmentedLog log = SegmentedLog.open(folder, config)) {
            Request request = new Request("POST", "/", Map.of(), Bytes.utf8(HELLO));

            Response answer = new LogRoutes(log).handle(request);

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body().toUtf8())
                    .isEqualTo("{\"error\":\"a value of 5 bytes is over the limit of 4 bytes\"}");
            assertThat(log.offsets().isEmpty()).isTrue();
        }
    }

    @Test
    void saysWhoHasTheLog() throws IOException, InterruptedException {
        Process server = start();
        append(address(server));

        assertThat(refusal("--port", "0", "--data", folder.toString()))
                .startsWith(
                        "proglog: %s is in use by process %d (".formatted(folder, server.pid()));
    }

    @Test
    void saysWhatIsDamaged() {
        ThreeSegments log = ThreeSegments.write(folder);
        log.flip(log.store(6), 32 + 60);

        assertThat(refusal("--port", "0", "--data", folder.toString()))
                .startsWith(
                        "proglog: %s, position 32: expected checksum 0x".formatted(log.store(6)));
    }

    @Test
    void saysThatThePortIsTakenAndClosesTheLog() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());

            assertThat(refusal("--port", port, "--data", folder.toString()))
                    .startsWith("proglog: cannot listen on 127.0.0.1:%s: ".formatted(port));
        }
        SegmentedLog.open(folder, SegmentedLogConfig.defaults()).close();
    }

    @Test
    void saysThatItMayNotWriteThere() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(refusal("--port", "0", "--data", file.toString()))
                .startsWith("proglog: %s could not be opened: ".formatted(file));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(run(2, "--prot", "1")).contains("Unknown option", "--port");
        assertThat(run(2, "--port", "99999")).isEqualTo("proglog: port out of range:99999\n");
    }

    private static String refusal(String... arguments) {
        String said = run(1, arguments);
        assertThat(said.lines()).hasSize(1);
        return said;
    }

    private static String run(int exitCode, String... arguments) {
        StringWriter complaint = new StringWriter();
        assertThat(Main.commandLine().setErr(new PrintWriter(complaint)).execute(arguments))
                .isEqualTo(exitCode);
        return complaint.toString();
    }

    private Process start() throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                "--port",
                                "0",
                                "--data",
                                folder.toString())
                        .redirectErrorStream(true)
                        .start();
        started.add(process);
        return process;
    }

    private static URI address(Process server) throws IOException {
        BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            int at = line.indexOf(LISTENING);
            if (at >= 0) {
                return URI.create("http://" + line.substring(at + LISTENING.length()));
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("the server ended: " + said);
    }

    private String append(URI server) throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(server.resolve("/")).POST(BodyPublishers.ofString(HELLO)));
    }

    private String get(URI server, String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(server.resolve(path)));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString()).body();
    }
}
