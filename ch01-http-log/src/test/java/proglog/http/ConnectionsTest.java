package proglog.http;

import static org.assertj.core.api.Assertions.assertThat;
import static proglog.http.TestServer.get;
import static proglog.http.TestServer.limits;
import static proglog.http.TestServer.post;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.Bytes;
import proglog.InMemoryLog;

/// How a connection is kept, shared out and ended.
final class ConnectionsTest {

    private static final String EMPTY = "{\"record\":{\"value\":\"\"}}";

    @Test
    void answerPipelinedRequestsInOrder() throws IOException {
        try (TestServer server = TestServer.start();
                RawClient client = server.connect()) {
            client.send(post(EMPTY).repeat(500));

            for (int offset = 0; offset < 500; offset++) {
                assertThat(client.answer().body()).isEqualTo("{\"offset\":" + offset + "}");
            }
        }
    }

    @Test
    void answerAllThatCameBeforeTheClientStoppedSending() throws IOException {
        try (TestServer server = TestServer.start();
                RawClient client = server.connect()) {
            client.send(post(EMPTY) + get("/records/0")).finish();

            assertThat(client.answer().status()).isEqualTo(200);
            assertThat(client.answer().status()).isEqualTo(200);
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void takeABodyInChunks() throws IOException {
        String chunks =
                """
                POST / HTTP/1.1
                Host: x
                Transfer-Encoding: chunked

                a
                {"record":
                f;ignored=yes
                {"value":"YQ=="
                2
                }}
                0
                Trailer: ignored

                """
                        .replace("\n", "\r\n");
        try (TestServer server = TestServer.start();
                RawClient client = server.connect()) {
            assertThat(client.send(chunks).answer().body()).isEqualTo("{\"offset\":0}");
            assertThat(client.send(get("/records/0")).answer().status()).isEqualTo(200);
        }
    }

    @Test
    void tellAClientToGoOn() throws IOException {
        String whole = post(EMPTY);
        String head = whole.substring(0, whole.indexOf("\r\n\r\n"));
        try (TestServer server = TestServer.start();
                RawClient client = server.connect()) {
            client.send(head + "\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.answer().status()).isEqualTo(100);

            assertThat(client.send(EMPTY).answer().body()).isEqualTo("{\"offset\":0}");
        }
    }

    @Test
    void endWhenTheClientWantsSo() throws IOException {
        try (TestServer server = TestServer.start();
                RawClient client = server.connect();
                RawClient old = server.connect()) {
            String close = get("/records/0").replace("Host", "Connection: close\r\nHost");
            assertThat(client.send(close).answer().headers()).containsEntry("connection", "close");
            assertThat(client.isClosed()).isTrue();

            old.send("GET /records/0 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").answer();
            old.send("GET /records/0 HTTP/1.0\r\n\r\n").answer();
            assertThat(old.isClosed()).isTrue();
        }
    }

    @Test
    void endWhenTheyAreIdle() throws IOException {
        HttpLimits limits = limits().withIdle(Duration.ofMillis(200));
        try (TestServer server = TestServer.start(limits);
                RawClient fresh = server.connect();
                RawClient used = server.connect()) {
            used.send(get("/records/0")).answer();

            assertThat(fresh.isClosed()).isTrue();
            assertThat(used.isClosed()).isTrue();
        }
    }

    @Test
    void endWhenARequestTakesTooLong() throws IOException {
        HttpLimits limits = limits().withRequest(Duration.ofMillis(200));
        String late = "{\"error\":\"the request took too long\"}";
        try (TestServer server = TestServer.start(limits);
                RawClient slowHead = server.connect();
                RawClient slowBody = server.connect()) {
            slowHead.send("GET / HTT");
            slowBody.send(post(EMPTY).substring(0, 60));

            for (RawClient client : new RawClient[] {slowHead, slowBody}) {
                RawClient.Answer answer = client.answer();
                assertThat(answer.status()).isEqualTo(408);
                assertThat(answer.body()).isEqualTo(late);
                assertThat(client.isClosed()).isTrue();
            }
        }
    }

    @Test
    void endWhenAClientSendsAByteNowAndThen() throws Exception {
        HttpLimits limits = limits().withRequest(Duration.ofMillis(300));
        try (TestServer server = TestServer.start(limits);
                RawClient client = server.connect();
                var trickle = Background.start(() -> trickle(client))) {
            assertThat(client.answer().status()).isEqualTo(408);
            assertThat(client.isClosed()).isTrue();
            assertThat(trickle.result()).as("the clock did not start again").isPositive();
        }
    }

    private static int trickle(RawClient client) {
        int sent = 0;
        try {
            for (; sent < 10_000; sent++) {
                client.send(sent == 0 ? "GET / HTTP/1.1\r\nA: " : "a");
                LockSupport.parkNanos(10_000_000);
            }
        } catch (IOException _) {
            // refused, as it should be
        }
        return sent;
    }

    @Test
    void doNotReadAheadOfAClientThatDoesNotRead() throws IOException {
        AtomicInteger handled = new AtomicInteger();
        Bytes megabyte = Bytes.wrap(new byte[1024 * 1024]);
        Handler big =
                _ -> {
                    handled.incrementAndGet();
                    return Response.json(200, megabyte);
                };
        HttpLimits limits = limits().withWrite(Duration.ofMillis(500));
        try (TestServer server = TestServer.start(limits, new InMemoryLog(), big);
                RawClient client = server.connect()) {
            client.send(get("/").repeat(1_000));

            Background.until(() -> handled.get() > 0);
            Background.until(() -> server.server.connections() == 0); // the answers did not leave

            assertThat(handled.get()).as("what the sockets' buffers hold").isBetween(1, 50);
        }
    }

    @Test
    void areLimited() throws IOException {
        try (TestServer server = TestServer.start(limits().withConnections(2));
                RawClient one = server.connect();
                RawClient two = server.connect()) {
            one.send(get("/records/0")).answer();
            two.send(get("/records/0")).answer();
            try (RawClient three = server.connect()) {
                RawClient.Answer answer = three.answer();
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.body()).isEqualTo("{\"error\":\"too many connections\"}");
                assertThat(three.isClosed()).isTrue();
            }

            one.close();
            Background.until(() -> server.server.connections() == 1);

            server.assertServes();
            assertThat(two.send(get("/records/0")).answer().status()).isEqualTo(404);
        }
    }
}
