package proglog.http;

import static org.assertj.core.api.Assertions.assertThat;
import static proglog.http.TestServer.get;
import static proglog.http.TestServer.post;

import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import proglog.OffsetRange;

/// What the server answers to bytes that are not a request.
final class HostileInputTest {

    /// @param name for the report
    /// @param bytes what is sent
    /// @param status what it must be answered
    record Case(String name, String bytes, int status) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static final String CHUNKED =
            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n";

    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = TestServer.start(TestServer.limits().withBodyBytes(1024));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static List<Case> refused() {
        String smuggled = get("/records/0");
        return List.of(
                new Case("no request line", "nonsense\r\n\r\n", 400),
                new Case("control bytes", "\u0001\u0002\u0003\r\n\r\n", 400),
                new Case("a TLS handshake", "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n", 400),
                new Case("a space in the target", "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n", 400),
                new Case("a bare line feed", "GET / HTTP/1.1\nHost: x\n\n", 400),
                new Case("no host", "GET / HTTP/1.1\r\n\r\n", 400),
                new Case("two hosts", "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400),
                new Case("a header without colon", "GET / HTTP/1.1\r\nHost: x\r\nbad\r\n\r\n", 400),
                new Case("a space before the colon", "GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400),
                new Case("a zero byte in a header", "GET / HTTP/1.1\r\nHost: x\u0000\r\n\r\n", 400),
                new Case("HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
                new Case("HTTP/1.2", "GET / HTTP/1.2\r\nHost: x\r\n\r\n", 505),
                new Case("HTTP/0.9", "GET / HTTP/0.9\r\nHost: x\r\n\r\n", 505),
                new Case("no HTTP", "GET / SPDY/1.1\r\nHost: x\r\n\r\n", 400),
                new Case("a long target", "GET /" + "a".repeat(10_000) + " HTTP/1.1\r\n\r\n", 414),
                new Case(
                        "a long header",
                        "GET / HTTP/1.1\r\nA: " + "a".repeat(10_000) + "\r\n\r\n",
                        431),
                new Case(
                        "many headers",
                        "GET / HTTP/1.1\r\n" + "A: a\r\n".repeat(3_000) + "\r\n",
                        431),
                new Case("a long body", post("a".repeat(1025)), 413),
                new Case("a huge length", length("9223372036854775807", ""), 413),
                new Case("a length too big for a long", length("9223372036854775808", ""), 400),
                new Case("a negative length", length("-1", ""), 400),
                new Case("a length with a sign", length("+1", "a"), 400),
                new Case("a length in words", length("one", "a"), 400),
                new Case("two lengths", length("0\r\nContent-Length: 5", "hello"), 400),
                new Case("a list of lengths", length("0, 5", "hello"), 400),
                new Case(
                        "length and chunks",
                        CHUNKED + "Content-Length: 4\r\n\r\n0\r\n\r\n" + smuggled,
                        400),
                new Case("an unknown coding", CHUNKED.replace("chunked", "gzip") + "\r\n", 400),
                new Case(
                        "chunked, then more",
                        CHUNKED.replace("chunked", "chunked, gzip") + "\r\n",
                        400),
                new Case(
                        "chunked twice",
                        CHUNKED + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        400),
                new Case(
                        "chunks in HTTP/1.0", CHUNKED.replace("1.1", "1.0") + "\r\n0\r\n\r\n", 400),
                new Case("a chunk size in words", CHUNKED + "\r\nxyz\r\n", 400),
                new Case("a negative chunk", CHUNKED + "\r\n-1\r\n", 400),
                new Case("a huge chunk", CHUNKED + "\r\nffffffffffffffffff\r\n", 400),
                new Case("a chunk longer than it says", CHUNKED + "\r\n1\r\nabc\r\n0\r\n\r\n", 400),
                new Case(
                        "too many chunks",
                        CHUNKED + "\r\n" + "200\r\n%s\r\n".formatted("a".repeat(512)).repeat(3),
                        413));
    }

    private static String length(String length, String body) {
        return "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n" + body;
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefusedInJsonAndTheConnectionClosed(Case input) throws IOException {
        try (RawClient client = server.connect()) {
            RawClient.Answer answer = client.send(input.bytes()).answer();

            assertThat(answer.status()).isEqualTo(input.status());
            assertThat(answer.body()).matches("\\{\"error\":\"[a-zA-Z0-9 ,./]+\"}");
            assertThat(answer.headers()).containsEntry("connection", "close");
            assertThat(client.isClosed()).as("nothing more is answered").isTrue();
        }
        server.assertServes();
        assertThat(server.log.offsets()).isEqualTo(new OffsetRange(0, 0));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefusedAlsoWhenItComesByteByByte(Case input) throws IOException {
        try (RawClient client = server.connect()) {
            for (int i = 0; i < Math.min(300, input.bytes().length()); i++) {
                client.send(input.bytes().substring(i, i + 1));
            }
            if (input.bytes().length() > 300) {
                client.send(input.bytes().substring(300));
            }

            assertThat(client.answer().status()).isEqualTo(input.status());
        } catch (SocketException _) {
            // refused before we had said it all
        }
        server.assertServes();
    }

    @Test
    void anOversizedBodyIsRefusedBeforeItIsSent() throws IOException {
        try (RawClient client = server.connect()) {
            client.send(length("2000\r\nExpect: 100-continue", ""));

            assertThat(client.answer().status()).isEqualTo(413);
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void theAnswerToAnOversizedBodyArrivesWhileItIsStillBeingSent() throws IOException {
        try (RawClient client = server.connect()) {
            client.send(length("100000000", "a".repeat(1_000_000)));

            assertThat(client.answer().status()).isEqualTo(413);
        }
    }

    @Test
    void aClientThatGoesAwayCostsNothing() throws IOException {
        String request = post("{\"record\":{\"value\":\"aGVsbG8=\"}}");
        for (int cut = 0; cut < request.length(); cut++) {
            try (RawClient client = server.connect()) {
                client.send(request.substring(0, cut));
            }
        }

        server.assertServes();
        assertThat(server.log.offsets().isEmpty()).isTrue();
    }
}
