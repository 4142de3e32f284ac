package proglog.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.Bytes;
import proglog.CommitLog;
import proglog.grpc.RemoteLog;
import proglog.security.CertsCommand;
import proglog.security.MutualTls;
import proglog.security.TlsFiles;

/// The server as a reader starts it, in a JVM of its own.
final class MainTest {

    private static final Pattern ADMIN = Pattern.compile("listening on (http://127.0.0.1:\\d+)");
    private static final Pattern CALLS = Pattern.compile("serving gRPC on (127.0.0.1:\\d+)");

    @TempDir private Path folder;
    private Path certs = Path.of("");
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void makeCertificates() {
        certs = folder.resolve("certs");
        StringWriter said = new StringWriter();
        assertThat(
                        CertsCommand.commandLine()
                                .setOut(new PrintWriter(said))
                                .execute("--dir", certs.toString()))
                .isZero();
    }

    @AfterEach
    void endWhatWasStarted() throws InterruptedException {
        client.close();
        for (Process process : started) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM")
    void servesShowsAndStops() throws IOException, InterruptedException {
        Process server = start();
        BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
        String admin = hear(out, ADMIN);
        String address = hear(out, CALLS);

        append(address, "root", "Hello");
        assertThatThrownBy(() -> append(address, "nobody", "Hello"))
                .hasMessageContaining("not permitted");

        Background.until(() -> get(admin, "/health/ready").contains("{\"status\":\"ok\""));
        assertThat(get(admin, "/health/ready")).contains("{\"name\":\"log\",\"status\":\"ok\"}");
        assertThat(get(admin, "/metrics"))
                .contains("proglog_log_appended_bytes_total 5.0")
                .contains("rpc_response_status_code=\"PERMISSION_DENIED\"")
                .contains("service_name=\"proglog\"");

        server.toHandle().destroy(); // SIGTERM, and its output stays open

        List<String> last = out.readAllLines();
        assertThat(server.waitFor()).isEqualTo(143);
        assertThat(last).anyMatch(line -> line.endsWith("LogServer - stopped"));
        assertThat(last.getLast()).endsWith("HttpServer - stopped");
    }

    @Test
    void saysInOneLineWhyItDoesNotStart() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());

            assertThat(run(1, "--port", "0", "--admin-port", port))
                    .startsWith("proglog: cannot listen on 127.0.0.1:" + port);
            assertThat(run(1, "--port", port, "--admin-port", "0"))
                    .startsWith("proglog: cannot listen on 127.0.0.1:" + port);
        }
        Files.delete(certs.resolve("server-key.pem"));
        assertThat(run(1, "--port", "0", "--admin-port", "0")).contains("server-key.pem");
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThat(run(2, "--sample-ratio", "1.5"))
                .isEqualTo("proglog: sampledRatio is 1.5, must be from 0 to 1\n");
        assertThat(run(2, "--otlp", "localhost:4318")).startsWith("proglog: otlp is ");
        assertThat(run(2, "--prot", "1")).contains("Unknown option", "--port");
    }

    private String run(int exitCode, String... arguments) {
        StringWriter complaint = new StringWriter();
        assertThat(
                        Main.commandLine()
                                .setErr(new PrintWriter(complaint))
                                .execute(with(List.of(arguments)).toArray(String[]::new)))
                .as(complaint.toString())
                .isEqualTo(exitCode);
        return complaint.toString();
    }

    private List<String> with(List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--certs", certs.toString()));
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        Path access = Path.of("..", "ch05-security", "acl");
        all.addAll(List.of("--acl-model", access.resolve("model.conf").toString()));
        all.addAll(List.of("--acl-policy", access.resolve("policy.csv").toString()));
        return all;
    }

    private Process start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder =
                new ProcessBuilder(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName());
        builder.command().addAll(with(List.of("--port", "0", "--admin-port", "0")));
        Process process = builder.redirectErrorStream(true).start();
        started.add(process);
        return process;
    }

    private static String hear(BufferedReader out, Pattern wanted) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            Matcher found = wanted.matcher(line);
            if (found.find()) {
                return found.group(1);
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("the server ended: " + said);
    }

    private void append(String address, String subject, String value) throws IOException {
        try (MutualTls tls = MutualTls.open(TlsFiles.in(certs, subject))) {
            ManagedChannel channel = Grpc.newChannelBuilder(address, tls.client()).build();
            try (CommitLog log = new RemoteLog(channel)) {
                assertThat(log.append(Bytes.utf8(value))).isZero();
            } finally {
                channel.shutdownNow();
            }
        }
    }

    private String get(String admin, String path) {
        try {
            return client.send(
                            HttpRequest.newBuilder(URI.create(admin + path)).build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while asking", e);
        }
    }
}
