package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.Bytes;
import proglog.InMemoryLog;
import proglog.LogCursor;
import proglog.LogUnavailableException;

/// Too much of what is allowed in small numbers ends the connection it comes on, no other.
final class FloodTest {

    private final Loopback loopback = new Loopback();
    private final InMemoryLog log = new InMemoryLog();
    private final Heard heard = new Heard();
    private final LogServer server = serve(HostileClientTest.strict());
    private final RemoteLog other = new RemoteLog(loopback.channel(server));

    @AfterEach
    void othersAreServed() {
        long offset = other.append(Bytes.utf8("an ordinary client's"));
        assertThat(other.read(offset).value()).isEqualTo(Bytes.utf8("an ordinary client's"));
        loopback.close();
    }

    @Test
    void ofPings() throws IOException {
        try (Http2Client client = Http2Client.connect(server.address())) {
            sendUntilRefused(client::ping, 1000);

            assertThat(client.isToldToCalmDown()).isTrue();
        }
    }

    @Test
    void ofCallsThatAreCancelledAtOnce() throws IOException {
        try (Http2Client client = Http2Client.connect(server.address())) {
            int[] stream = {1};
            sendUntilRefused(
                    () -> {
                        client.call(stream[0], "log.v1.Log/ProduceStream");
                        client.reset(stream[0]);
                        stream[0] += 2;
                    },
                    10_000);

            assertThat(client.isToldToCalmDown()).isTrue();
        }
        Background.until(() -> heard.open() == 0 && VirtualThreads.named("produce") == 0);
    }

    @Test
    void ofCallsOnAConnection() throws IOException {
        try (Http2Client client = Http2Client.connect(server.address())) {
            for (int stream = 1; stream < 100; stream += 2) {
                client.call(stream, "log.v1.Log/ProduceStream");
            }
            Background.until(() -> heard.open() == HostileClientTest.strict().callsPerConnection());
            client.ping();
        }
        Background.until(() -> heard.open() == 0);
    }

    @Test
    void ofCallsWaitsAtAWellBehavedClient() {
        ManagedChannel channel = loopback.channel(server);
        int most = HostileClientTest.strict().callsPerConnection();
        List<ClientStream<?, ?>> open = new ArrayList<>();
        new RemoteLog(channel).offsets(); // so that the client knows the limit
        for (int i = 0; i < most; i++) {
            var stream = ClientStream.produce(channel);
            stream.send(Requests.record("a"));
            stream.answers(1);
            open.add(stream);
        }
        var oneMore = ClientStream.produce(channel);
        oneMore.send(Requests.record("b"));
        assertThat(oneMore.answers()).isEmpty();

        open.getFirst().halfClose();

        oneMore.answers(1);
    }

    @Test
    void ofConnectionsFromOneAddress() throws IOException {
        int most = HostileClientTest.strict().connectionsPerAddress();
        other.offsets();
        List<Http2Client> admitted = new ArrayList<>();
        for (int i = 1; i < most; i++) {
            admitted.add(Http2Client.connect(server.address()));
        }
        for (int i = 0; i < 3; i++) {
            try (Socket refused =
                    new Socket(server.address().getAddress(), server.address().getPort())) {
                refused.setSoTimeout(30_000);
                assertThat(ends(refused)).isTrue();
            }
        }
        for (Http2Client client : admitted) {
            client.close();
        }
        Background.until(this::isServed);
    }

    private boolean isServed() {
        try {
            new RemoteLog(loopback.channel(server)).offsets();
            return true;
        } catch (LogUnavailableException _) {
            return false;
        }
    }

    @Test
    @Tag("seconds")
    void doesNotHitAClientThatClosesAllItsCursorsAtOnce() throws InterruptedException {
        log.append(Bytes.utf8("a"));
        RemoteLog client = new RemoteLog(loopback.channel(serve(ServerLimits.standard())));
        List<LogCursor> cursors = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            LogCursor cursor = client.follow(0);
            assertThat(cursor.next().offset()).isZero();
            cursors.add(cursor);
        }
        try (LogCursor last = client.follow(1)) {
            cursors.forEach(LogCursor::close);

            client.append(Bytes.utf8("b"));
            assertThat(last.next().offset()).isEqualTo(1);
        }
        Background.until(() -> heard.open() == 0);
    }

    private LogServer serve(ServerLimits limits) {
        return loopback.start(
                LogServer.builder().limits(limits).intercept(heard).serve(new LogService(log)));
    }

    /// Something that a client sends.
    private interface Sending {
        void send() throws IOException;
    }

    private static void sendUntilRefused(Sending sending, int times) throws IOException {
        try {
            for (int i = 0; i < times; i++) {
                sending.send();
            }
        } catch (SocketException _) {
            // the server has closed already
        }
    }

    private static boolean ends(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException _) {
            return true;
        }
    }
}
