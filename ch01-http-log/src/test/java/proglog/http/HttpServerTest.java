package proglog.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static proglog.http.TestServer.get;
import static proglog.http.TestServer.limits;
import static proglog.http.TestServer.post;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.InMemoryLog;

/// How the server starts, stops, and takes a handler that fails.
final class HttpServerTest {

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);

    private Response waitForRelease(Request request) {
        entered.countDown();
        try {
            released.await();
        } catch (InterruptedException _) {
            interrupted.countDown();
        }
        return Response.empty(204);
    }

    @Test
    void answersWhatIsInFlightBeforeItStops() throws Exception {
        TestServer server = TestServer.start(limits(), new InMemoryLog(), this::waitForRelease);
        try (RawClient client = server.connect()) {
            client.send(get("/"));
            entered.await();
            try (var stop = Background.start(() -> close(server))) {
                Background.until(() -> refuses(server));

                released.countDown();

                RawClient.Answer answer = client.answer();
                assertThat(answer.status()).isEqualTo(204);
                assertThat(answer.headers()).containsEntry("connection", "close");
                stop.result();
            }
        }
    }

    private static boolean refuses(TestServer server) {
        try (RawClient _ = server.connect()) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    @Test
    void letsARequestThatHasBegunComeToItsEnd() throws Exception {
        TestServer server = TestServer.start();
        try (RawClient client = server.connect()) {
            String body = "{\"record\":{\"value\":\"\"}}";
            String request = post(body).replace("Host", "Expect: 100-continue\r\nHost");
            client.send(request.substring(0, request.length() - body.length()));
            assertThat(client.answer().status()).as("the server reads it").isEqualTo(100);
            try (var stop = Background.start(() -> close(server))) {
                stop.awaitBlocked();

                RawClient.Answer answer = client.send(body).answer();

                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.headers()).containsEntry("connection", "close");
                stop.result();
            }
        }
    }

    @Test
    void closesIdleConnectionsWhenItStops() throws IOException {
        TestServer server = TestServer.start();
        try (RawClient client = server.connect()) {
            client.send(get("/records/0")).answer();

            server.close();

            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void interruptsAHandlerThatTakesTooLong() throws Exception {
        HttpLimits limits = limits().withStop(Duration.ofMillis(100));
        TestServer server = TestServer.start(limits, new InMemoryLog(), this::waitForRelease);
        try (RawClient client = server.connect()) {
            client.send(get("/"));
            entered.await();

            server.close();

            assertThat(interrupted.getCount()).isZero();
        }
    }

    @Test
    void mayBeClosedTwice() throws IOException {
        TestServer server = TestServer.start();

        server.close();
        server.close();

        assertThatThrownBy(server::connect).isInstanceOf(IOException.class);
    }

    @Test
    void saysWhereItCannotListen() throws IOException {
        try (TestServer server = TestServer.start()) {
            var taken = server.server.address();
            String message = "cannot listen on " + taken.getHostString() + ":" + taken.getPort();

            assertThatThrownBy(() -> HttpServer.start(taken, limits(), this::waitForRelease))
                    .isInstanceOf(IOException.class)
                    .hasMessage(message);
        }
    }

    @Test
    void saysNothingAboutAHandlerThatFails() throws IOException {
        Handler broken =
                _ -> {
                    throw new IllegalStateException("a secret");
                };
        InMemoryLog log = new InMemoryLog();
        try (HttpServer server = HttpServer.start(TestServer.anyPort(), limits(), broken);
                RawClient client = RawClient.connect(server.address())) {
            RawClient.Answer answer = client.send(get("/")).answer();

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).isEqualTo("{\"error\":\"internal error\"}");
            assertThat(client.send(get("/")).answer().status()).isEqualTo(500);
        }
        log.close();
    }

    @Test
    void asksFiltersFromTheOutsideIn() throws IOException {
        Filter stamp = (request, next) -> next.handle(request).with("x-stamp", request.method());
        Filter guard =
                (request, next) ->
                        request.path().equals("/secret")
                                ? Response.error(403, "no")
                                : next.handle(request);
        InMemoryLog log = new InMemoryLog();
        Handler handler = stamp.before(guard.before(new LogRoutes(log)));
        try (TestServer server = TestServer.start(limits(), log, handler)) {
            assertThat(server.ask(get("/secret")).status()).isEqualTo(403);
            assertThat(server.ask(get("/secret")).headers()).containsEntry("x-stamp", "GET");
            assertThat(server.ask(get("/records/0")).status()).isEqualTo(404);
        }
    }

    private static boolean close(TestServer server) {
        server.close();
        return true;
    }

    @Test
    void handsAHandlerTheHeaders() throws Exception {
        Handler echo = request -> Response.error(400, request.header("Accept"));
        String asked = "GET / HTTP/1.1\r\nHost: x\r\nACCEPT: a;q=1\r\naccept: b, c\r\n\r\n";
        try (TestServer server = TestServer.start(limits(), new InMemoryLog(), echo)) {
            assertThat(server.ask(asked).body()).isEqualTo("{\"error\":\"a;q=1, b, c\"}");
            assertThat(server.ask(get("/")).body()).isEqualTo("{\"error\":\"\"}");
        }
    }
}
