package proglog.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static proglog.http.TestServer.get;
import static proglog.http.TestServer.limits;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.Bytes;
import proglog.InMemoryLog;

/// How a body is sent that comes about while it is sent.
final class StreamedAnswerTest {

    private final BlockingQueue<String> pieces = new ArrayBlockingQueue<>(10);
    private final CountDownLatch ended = new CountDownLatch(1);

    private TestServer start(HttpLimits limits, BodyStream stream) throws IOException {
        Handler handler =
                request ->
                        request.path().equals("/stream")
                                ? Response.stream("text/plain", stream).with("x-kind", "stream")
                                : Response.empty(204);
        return TestServer.start(limits, new InMemoryLog(), handler);
    }

    /// Sends what the test puts in, up to an empty piece.
    private void untilEmpty(BodyStream.Sink sink) throws IOException, InterruptedException {
        try {
            for (String next = pieces.take(); !next.isEmpty(); next = pieces.take()) {
                sink.send(Bytes.utf8(next));
            }
        } finally {
            ended.countDown();
        }
    }

    @Test
    void sendsEachPieceAsSoonAsItIsThere() throws Exception {
        try (TestServer server = start(limits(), this::untilEmpty);
                RawClient client = server.connect()) {
            Map<String, String> headers = client.send(get("/stream")).head();
            pieces.add("one");
            assertThat(client.chunk()).isEqualTo("one");
            pieces.add("two");
            assertThat(client.chunk()).isEqualTo("two");
            pieces.add("");

            assertThat(client.chunk()).isEmpty();
            assertThat(headers)
                    .containsEntry("transfer-encoding", "chunked")
                    .containsEntry("x-kind", "stream")
                    .containsEntry("content-type", "text/plain");
            assertThat(client.send(get("/")).answer().status()).isEqualTo(204);
        }
    }

    @Test
    void endsWithTheConnectionForWhoKnowsNoChunks() throws Exception {
        try (TestServer server = start(limits(), this::untilEmpty);
                RawClient client = server.connect()) {
            pieces.add("one\n");
            pieces.add("");

            Map<String, String> headers =
                    client.send("GET /stream HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").head();

            assertThat(headers).doesNotContainKey("transfer-encoding");
            assertThat(client.line()).isEqualTo("one");
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void sendsNoBodyWhereNoneIsAsked() throws Exception {
        try (TestServer server = start(limits(), this::untilEmpty);
                RawClient client = server.connect()) {
            client.send("HEAD /stream HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(client.answerToHead().headers()).containsEntry("x-kind", "stream");
            assertThat(client.send(get("/")).answer().status()).isEqualTo(204);
        }
    }

    @Test
    void endsInGoodOrderAtOnceWhenTheServerStops() throws Exception {
        HttpLimits patient = limits().withStop(Duration.ofMinutes(5));
        TestServer server = start(patient, this::untilEmpty);
        try (RawClient client = server.connect()) {
            client.send(get("/stream")).head();
            try (var stop = Background.start(() -> close(server))) {
                assertThat(client.chunk()).isEmpty();
                assertThat(client.isClosed()).isTrue();

                client.close();
                stop.result();
            }
        }
    }

    private static boolean close(TestServer server) {
        server.close();
        return true;
    }

    @Test
    void dropsAClientThatDoesNotRead() throws Exception {
        HttpLimits impatient = limits().withWrite(Duration.ofMillis(200));
        Bytes large = Bytes.wrap(new byte[1024 * 1024]);
        BodyStream endless =
                sink -> {
                    try {
                        while (true) {
                            sink.send(large);
                        }
                    } finally {
                        ended.countDown();
                    }
                };
        try (TestServer server = start(impatient, endless);
                RawClient client = server.connect()) {
            client.send(get("/stream"));

            ended.await();

            Background.until(() -> server.server.connections() == 0);
        }
    }

    @Test
    void noticesThatAClientHasGone() throws Exception {
        try (TestServer server = start(limits(), this::untilEmpty)) {
            try (RawClient client = server.connect()) {
                client.send(get("/stream")).head();
            }

            Background.until(() -> {
                boolean _ = pieces.offer("more");
                return ended.getCount() == 0;
            });

            Background.until(() -> server.server.connections() == 0);
        }
    }

    @Test
    void cutsABodyThatFails() throws Exception {
        BodyStream broken =
                sink -> {
                    sink.send(Bytes.utf8("one"));
                    throw new IllegalStateException("a secret");
                };
        try (HttpServer server =
                        HttpServer.start(
                                TestServer.anyPort(),
                                limits(),
                                _ -> Response.stream("text/plain", broken));
                RawClient client = RawClient.connect(server.address())) {
            client.send(get("/stream")).head();

            assertThat(client.chunk()).isEqualTo("one");
            assertThatThrownBy(client::chunk).isInstanceOf(EOFException.class);
        }
    }
}
