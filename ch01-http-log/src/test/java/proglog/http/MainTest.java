package proglog.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static proglog.http.TestServer.post;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// The program, as it is started and stopped.
final class MainTest {

    private static final Pattern LISTENING =
            Pattern.compile(".*listening on http://127\\.0\\.0\\.1:(\\d+)");

    @Test
    void findsItsPort() {
        assertThat(Main.port(List.of(), Map.of())).isEqualTo(8080);
        assertThat(Main.port(List.of(), Map.of("PROGLOG_PORT", "1"))).isEqualTo(1);
        assertThat(Main.port(List.of("--port", "2"), Map.of("PROGLOG_PORT", "1"))).isEqualTo(2);
        assertThatThrownBy(() -> Main.port(List.of("--prot", "2"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Main.port(List.of("--port", "x"), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM")
    void answersWhatHasBegunWhenItIsToldToStop() throws Exception {
        Process process = start("--port", "0");
        try (BufferedReader output = process.inputReader();
                RawClient client = RawClient.connect(listening(output))) {
            String body = "{\"record\":{\"value\":\"\"}}";
            String request = post(body).replace("Host", "Expect: 100-continue\r\nHost");
            client.send(request.substring(0, request.length() - body.length()));
            assertThat(client.answer().status()).isEqualTo(100);

            process.toHandle().destroy(); // SIGTERM, and the output stays open

            assertThat(client.send(body).answer().body()).isEqualTo("{\"offset\":0}");
            assertThat(output.readAllLines().getLast()).endsWith("HttpServer - stopped");
            assertThat(process.waitFor()).isEqualTo(143);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void saysWhatIsWrongInOneLine() throws Exception {
        try (TestServer taken = TestServer.start()) {
            String port = Integer.toString(taken.server.address().getPort());
            Process process = start("--port", port);
            try (BufferedReader output = process.inputReader()) {
                String message = "proglog: cannot listen on 127.0.0.1:" + port;
                assertThat(output.readAllLines()).singleElement().asString().startsWith(message);
                assertThat(process.waitFor()).isEqualTo(1);
            }
        }
    }

    private static Process start(String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("java.class.path");
        ProcessBuilder builder =
                new ProcessBuilder(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        classes,
                        Main.class.getName());
        builder.command().addAll(List.of(arguments));
        return builder.redirectErrorStream(true).start();
    }

    private static InetSocketAddress listening(BufferedReader output) throws IOException {
        String line = String.valueOf(output.readLine());
        Matcher matcher = LISTENING.matcher(line);
        assertThat(matcher.matches()).as(line).isTrue();
        int port = Integer.parseInt(matcher.group(1));
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }
}
