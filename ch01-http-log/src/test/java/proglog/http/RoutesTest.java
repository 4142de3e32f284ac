package proglog.http;

import static org.assertj.core.api.Assertions.assertThat;
import static proglog.http.TestServer.get;
import static proglog.http.TestServer.post;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import proglog.Bytes;

/// What the server answers to requests that are well-formed HTTP.
final class RoutesTest {

    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = TestServer.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void appendsAndReadsOverOneConnection() throws IOException {
        try (RawClient client = server.connect()) {
            String body = "{\"record\":{\"value\":\"aGVsbG8=\",\"offset\":\"ignored\"}}";
            assertThat(client.send(post(body)).answer().body()).isEqualTo("{\"offset\":0}");
            assertThat(client.send(post(body)).answer().body()).isEqualTo("{\"offset\":1}");

            String record = "{\"record\":{\"value\":\"aGVsbG8=\",\"offset\":1}}";
            String asked = post("{\"offset\":1}").replace("POST", "GET");
            assertThat(client.send(asked).answer().body()).isEqualTo(record);
            assertThat(client.send(get("/?offset=1")).answer().body()).isEqualTo(record);
            assertThat(client.send(get("/records/1")).answer().body()).isEqualTo(record);
            assertThat(client.send(get("/records/%31")).answer().body()).isEqualTo(record);
            assertThat(client.send(get("http://x/records/1")).answer().body()).isEqualTo(record);
        }
    }

    @Test
    void answersInJson() throws IOException {
        server.log.append(Bytes.utf8("a"));

        assertThat(server.ask(get("/records/0")).headers())
                .containsEntry("content-type", "application/json");
        assertThat(server.ask(get("/records/1")).headers())
                .containsEntry("content-type", "application/json");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /records/1,             404, 'offset 1 is outside [0, 1)'",
        "GET,    /?offset=1,             404, 'offset 1 is outside [0, 1)'",
        "GET,    /nowhere,               404, there is nothing at this path",
        "GET,    /records,               404, there is nothing at this path",
        "GET,    //,                     404, there is nothing at this path",
        "GET,    /,                      400, the request has no body",
        "GET,    /records/,              400, offset is not a whole number from 0 to"
                + " 9223372036854775807",
        "GET,    /records/0/1,           400, offset is not a whole number from 0 to"
                + " 9223372036854775807",
        "GET,    /records/-1,            400, offset is not a whole number from 0 to"
                + " 9223372036854775807",
        "GET,    /?offset=1.5,           400, offset is not a whole number from 0 to"
                + " 9223372036854775807",
        "GET,    /?offset=0&offset=0,    400, offset is given more than once",
        "GET,    /%zz,                   400, malformed request target",
        "GET,    *,                      400, malformed request target",
        "GET,    records/0,              400, malformed request target",
        "DELETE, /,                      405, 'this path allows GET, HEAD, OPTIONS, POST'",
        "POST,   /records/0,             405, 'this path allows GET, HEAD, OPTIONS'",
        "TRACE,  /,                      405, 'this path allows GET, HEAD, OPTIONS, POST'",
        "get,    /records/0,             405, 'this path allows GET, HEAD, OPTIONS'",
        "CONNECT, /,                     405, 'this path allows GET, HEAD, OPTIONS, POST'"
    })
    void saysWhatWasWrong(String method, String target, int status, String message)
            throws IOException {
        server.log.append(Bytes.utf8("a"));

        var answer = server.ask(method + " " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo("{\"error\":\"" + message + "\"}");
        assertThat(answer.headers().containsKey("allow")).isEqualTo(status == 405);
    }

    @Test
    void answersHeadLikeGetWithoutTheBody() throws IOException {
        server.log.append(Bytes.utf8("a"));
        try (RawClient client = server.connect()) {
            var head = client.send("HEAD /records/0 HTTP/1.1\r\nHost: x\r\n\r\n").answerToHead();
            var missing = client.send("HEAD /records/9 HTTP/1.1\r\nHost: x\r\n\r\n").answerToHead();
            var whole = client.send(get("/records/0")).answer();

            assertThat(head.status()).isEqualTo(200);
            assertThat(head.headers()).isEqualTo(whole.headers());
            assertThat(missing.status()).isEqualTo(404);
        }
    }

    @Test
    void saysWhatIsAllowed() throws IOException {
        try (RawClient client = server.connect()) {
            var root = client.send("OPTIONS / HTTP/1.1\r\nHost: x\r\n\r\n").answer();
            var server = client.send("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n").answer();
            var record = client.send("OPTIONS /records/0 HTTP/1.1\r\nHost: x\r\n\r\n").answer();

            assertThat(root.status()).isEqualTo(204);
            assertThat(root.headers()).containsEntry("allow", "GET, HEAD, OPTIONS, POST");
            assertThat(server.headers()).isEqualTo(root.headers());
            assertThat(record.headers()).containsEntry("allow", "GET, HEAD, OPTIONS");
        }
    }

    @Test
    void saysThatAClosedLogIsUnavailable() throws IOException {
        server.log.close();

        assertThat(server.ask(get("/records/0")).status()).isEqualTo(503);
        assertThat(server.ask(post("{\"record\":{\"value\":\"\"}}")).status()).isEqualTo(503);
    }
}
