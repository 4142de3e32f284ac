package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.InMemoryLog;
import proglog.v1.LogGrpc;
import proglog.v1.ProduceRequest;
import proglog.v1.ProduceResponse;

/// However a stream of appends ends, the server keeps nothing of it.
final class ProduceStreamEndTest {

    private final Loopback loopback = new Loopback();
    private final StagedLog log = new StagedLog(new InMemoryLog());
    private final Heard heard = new Heard();
    private final LogServer server =
            loopback.start(LogServer.builder().intercept(heard).serve(new LogService(log)));
    private final Relay relay = loopback.relay(server);
    private final ManagedChannel channel = loopback.channel(relay.address());

    @AfterEach
    void stop() {
        log.release();
        loopback.close();
    }

    @Test
    void endsWithTheClientsLastRequest() {
        var stream = ClientStream.produce(channel);
        stream.send(Requests.record("a"));
        stream.answers(1);
        assertThat(VirtualThreads.named("produce")).isEqualTo(1);

        stream.halfClose();

        assertThat(stream.code()).isEqualTo(Status.Code.OK);
        awaitNothingLeft();
    }

    @Test
    void endsWithoutAnyRequest() {
        var stream = ClientStream.produce(channel);

        stream.halfClose();

        assertThat(stream.code()).isEqualTo(Status.Code.OK);
        awaitNothingLeft();
    }

    @Test
    void endsWhenTheClientCancelsWhileItWaitsForRequests() {
        var stream = ClientStream.produce(channel);
        stream.send(Requests.record("a"));
        stream.answers(1);

        stream.cancel();

        awaitNothingLeft();
    }

    @Test
    void endsWhenTheClientCancelsWhileTheLogIsBusy() {
        log.hold();
        var stream = ClientStream.produce(channel);
        for (int i = 0; i < 10; i++) {
            stream.send(Requests.record("value " + i));
        }
        heard.await(10);

        stream.cancel();

        awaitNothingLeft();
        assertThat(log.appends()).as("what waited is not appended").hasSize(1);
    }

    @Test
    void endsWhenTheClientIsGone() {
        var stream = ClientStream.produce(channel);
        stream.send(Requests.record("a"));
        stream.answers(1);

        relay.cut();

        assertThat(stream.code()).isEqualTo(Status.Code.UNAVAILABLE);
        awaitNothingLeft();
    }

    @Test
    void endsWhenTheDeadlinePasses() {
        log.hold();
        var stream =
                ClientStream.open(
                        channel,
                        LogGrpc.getProduceStreamMethod(),
                        CallOptions.DEFAULT.withDeadlineAfter(200, TimeUnit.MILLISECONDS));
        stream.send(Requests.record("a"));

        assertThat(stream.code()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        awaitNothingLeft();
    }

    @Test
    void endsWhenTheLogCloses() {
        var stream = ClientStream.produce(channel);
        log.close();

        stream.send(Requests.record("a"));

        assertThat(stream.code()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(stream.end().getStatus().getDescription()).isEqualTo("the log is closed");
        awaitNothingLeft();
    }

    @Test
    @Tag("seconds")
    void appendsNoMoreForAClientThatTakesNoAnswers() {
        ClientStream<ProduceRequest, ProduceResponse> stream =
                ClientStream.open(channel, LogGrpc.getProduceStreamMethod(), CallOptions.DEFAULT);
        // An answer is some ten bytes, so this many do not fit into any window.
        int requests = 200_000;
        try (var sender = Background.start(() -> sendAll(stream, requests))) {
            awaitStandstill();

            assertThat(log.offsets().next()).isLessThan(requests);

            stream.take(Integer.MAX_VALUE);
            Background.until(() -> log.offsets().next() == requests);
        }
        stream.cancel();
        awaitNothingLeft();
    }

    private static int sendAll(ClientStream<ProduceRequest, ProduceResponse> stream, int requests) {
        for (int i = 0; i < requests; i++) {
            Background.until(stream::isReady);
            stream.send(Requests.record(""));
        }
        return requests;
    }

    /// Returns when the log has not grown for a while.
    private void awaitStandstill() {
        var seen = new long[] {-1, 0};
        Background.until(() -> {
            long next = log.offsets().next();
            seen[1] = next == seen[0] ? seen[1] + 1 : 0;
            seen[0] = next;
            return next > 0 && seen[1] > 3000;
        });
    }

    private void awaitNothingLeft() {
        Background.until(() -> heard.open() == 0);
        Background.until(() -> VirtualThreads.named("produce") == 0);
    }
}
