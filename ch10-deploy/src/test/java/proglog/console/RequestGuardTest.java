package proglog.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import proglog.http.HttpLimits;
import proglog.http.HttpServer;
import proglog.http.Response;

/// Whose pages may ask a console.
final class RequestGuardTest {

    private final Consoles consoles = new Consoles("127.0.0.1:8403");
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server =
                HttpServer.start(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0),
                        HttpLimits.standard(),
                        new RequestGuard(consoles).before(_ -> Response.empty(200)));
        consoles.add("127.0.0.1:8413");
        consoles.add("log-1.example.org:8403");
        consoles.add("no address");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8403,          '',                             200",
        "localhost:8403,          '',                             200",
        "[::1]:8403,              '',                             200",
        "192.0.2.7:8403,          '',                             200",
        "log-1.example.org:8403,  '',                             200",
        "localhost:8403,          http://localhost:8403,          200",
        "127.0.0.1:8403,          http://127.0.0.1:8413,          200",
        "127.0.0.1:8403,          http://localhost:8413,          200",
        "127.0.0.1:8403,          https://log-1.example.org:8403, 200",
        "log-1.example.org,       http://log-1.example.org,       403",
        "attacker.example:8403,   '',                             421",
        "attacker.example:8403,   http://attacker.example:8403,   421",
        "'',                      '',                             421",
        "127.0.0.1:8403,          http://attacker.example,        403",
        "127.0.0.1:8403,          http://127.0.0.1:8080,          403",
        "127.0.0.1:8403,          http://127.0.0.1,               403",
        "127.0.0.1:8403,          null,                           403",
        "127.0.0.1:8403,          file://,                        403",
    })
    void letsInWhoseHostAndOriginAreOurs(String host, String origin, int status)
            throws IOException {
        for (String method : List.of("GET", "POST", "OPTIONS")) {
            Answer answer = ask(method, host, origin, "");

            assertThat(answer.status() == 204 ? 200 : answer.status()).as(method).isEqualTo(status);
        }
    }

    @ParameterizedTest
    @CsvSource({"none, 200", "same-origin, 200", "same-site, 403", "cross-site, 403"})
    void refusesWhatAForeignPageMadeTheBrowserAsk(String site, int status) throws IOException {
        assertThat(ask("GET", "127.0.0.1:8403", "", site).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8413, http://127.0.0.1:8413",
        "http://127.0.0.1:8403,",
        "http://attacker.example,"
    })
    void showsItsAnswersToPagesOfOtherConsolesOnly(String origin, @Nullable String shownTo)
            throws IOException {
        Answer answer = ask("GET", "127.0.0.1:8403", origin, "");

        assertThat(answer.headers().get("access-control-allow-origin")).isEqualTo(shownTo);
        assertThat(ask("OPTIONS", "127.0.0.1:8403", origin, "").headers())
                .matches(headers ->
                        headers.containsKey("access-control-allow-headers") == (shownTo != null));
    }

    /// What came back.
    ///
    /// @param status the status code
    /// @param headers by name, in small letters
    private record Answer(int status, Map<String, String> headers) {}

    // Over a socket: Java's own client lets nobody choose a host.
    private Answer ask(String method, String host, String origin, String site) throws IOException {
        StringBuilder request = new StringBuilder(method + " / HTTP/1.1\r\nhost: " + host);
        request.append(origin.isEmpty() ? "" : "\r\norigin: " + origin);
        request.append(site.isEmpty() ? "" : "\r\nsec-fetch-site: " + site);
        request.append("\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
        try (Socket socket =
                new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
            String[] lines =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                            .split("\r\n", -1);
            Map<String, String> headers = new HashMap<>();
            for (int i = 1; !lines[i].isEmpty(); i++) {
                String[] header = lines[i].split(": ", 2);
                headers.put(header[0].toLowerCase(Locale.ROOT), header[1]);
            }
            return new Answer(Integer.parseInt(lines[0].split(" ", 3)[1]), headers);
        }
    }
}
