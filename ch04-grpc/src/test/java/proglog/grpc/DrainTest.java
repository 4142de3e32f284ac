package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.Bytes;
import proglog.InMemoryLog;
import proglog.LogCursor;
import proglog.LogUnavailableException;
import proglog.v1.ProduceRequest;
import proglog.v1.ProduceResponse;

/// A server that is told to stop answers what it has taken, ends its streams itself, and says so.
final class DrainTest {

    private final Loopback loopback = new Loopback();
    private final StagedLog log = new StagedLog(new InMemoryLog());
    private final Heard heard = new Heard();
    private final LogServer server =
            loopback.start(LogServer.builder().intercept(heard).serve(new LogService(log)));
    private final ManagedChannel channel = loopback.channel(server);

    @AfterEach
    void stop() {
        log.release();
        loopback.close();
    }

    @Test
    void endsAStreamThatWaitsForRecords() throws InterruptedException {
        log.append(Bytes.utf8("a"));
        try (LogCursor cursor = new RemoteLog(channel).follow(0)) {
            cursor.next();
            try (var reader = Background.start(cursor::next)) {
                reader.awaitBlocked();

                server.close();

                assertThat(reader.failure())
                        .isInstanceOf(LogUnavailableException.class)
                        .hasMessageStartingWith("the server is shutting down");
            }
        }
        Background.until(() -> log.cursors() == 0);
    }

    @Test
    void takesNoCallsAfterwards() {
        server.close();

        assertThatThrownBy(() -> new RemoteLog(channel).append(Bytes.utf8("late")))
                .isInstanceOf(LogUnavailableException.class);
        assertThat(log.offsets().isEmpty()).isTrue();
    }

    @Test
    void answersACallThatIsInFlight() throws InterruptedException {
        log.hold();
        RemoteLog remote = new RemoteLog(channel);
        try (var producer = Background.start(() -> remote.append(Bytes.utf8("a")))) {
            Background.until(() -> log.appends().size() == 1);
            try (var closing = closing()) {
                closing.awaitBlocked();

                log.release();

                assertThat(producer.result()).isEqualTo(0);
                closing.result();
            }
        }
    }

    @Test
    void answersWhatAProducerHasSentAndSaysThatTheRestHasNotHappened() throws InterruptedException {
        log.hold();
        var stream = ClientStream.produce(channel);
        for (int i = 0; i < 5; i++) {
            stream.send(Requests.record("value " + i));
        }
        heard.await(5);
        try (var closing = closing()) {
            heard.awaitHalfClose(); // which the server says in the client's place

            log.release();
            closing.result();
        }

        assertThat(stream.code()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(Statuses.failure(stream.end()).orElseThrow())
                .hasMessage(
                        "the server is shutting down: what it has not answered has not happened");
        assertThat(Requests.offsets(stream.answers())).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(log.offsets().next()).isEqualTo(5);
    }

    @Test
    void endsAStreamWellThatTheClientHasEnded() throws InterruptedException {
        log.hold();
        var stream = ClientStream.produce(channel);
        stream.send(Requests.record("a"));
        stream.halfClose();
        heard.awaitHalfClose();
        try (var closing = closing()) {
            closing.awaitBlocked();

            log.release();
            closing.result();
        }

        assertThat(stream.code()).isEqualTo(Status.Code.OK);
    }

    @Test
    void answersOnlyWhatIsInTheLogAndHasAppendedNothingElse() throws InterruptedException {
        for (int round = 0; round < 10; round++) {
            StagedLog busy = new StagedLog(new InMemoryLog());
            LogServer stopping = loopback.serve(busy);
            List<ClientStream<ProduceRequest, ProduceResponse>> streams = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                streams.add(ClientStream.produce(loopback.channel(stopping)));
            }
            try (var sender = Background.start(() -> sendUntilTheEnd(streams))) {
                Background.until(() -> busy.offsets().next() > 100);

                stopping.close();

                sender.result();
            }
            int answered = 0;
            for (var stream : streams) {
                assertThat(stream.code()).isEqualTo(Status.Code.UNAVAILABLE);
                answered += stream.answers().size();
            }
            assertThat(busy.offsets().next()).isEqualTo(answered);
        }
    }

    private static int sendUntilTheEnd(
            List<ClientStream<ProduceRequest, ProduceResponse>> streams) {
        int sent = 0;
        while (!streams.stream().allMatch(ClientStream::hasEnded)) {
            for (var stream : streams) {
                if (stream.isReady()) {
                    stream.send(Requests.record("value"));
                    sent++;
                }
            }
        }
        return sent;
    }

    @Test
    void stopsEvenIfTwoThreadsSaySo() throws InterruptedException {
        var stream = ClientStream.consume(channel, Requests.from(0));
        try (var one = closing();
                var other = closing()) {
            one.result();
            other.result();
        }
        server.close();

        assertThat(stream.code()).isEqualTo(Status.Code.UNAVAILABLE);
    }

    private Background<String> closing() {
        return Background.start(() -> {
            server.close();
            return "closed";
        });
    }

    /// The standard limits with little time for the calls that are open.
    static ServerLimits impatient() {
        ServerLimits standard = ServerLimits.standard();
        return new ServerLimits(
                standard.messageBytes(),
                standard.metadataBytes(),
                standard.connections(),
                standard.connectionsPerAddress(),
                standard.callsPerConnection(),
                standard.resetsPerSecond(),
                standard.handshakeTime(),
                standard.requestTime(),
                standard.idleTime(),
                standard.connectionAge(),
                standard.pingInterval(),
                standard.pingTimeout(),
                Duration.ofMillis(300));
    }
}
