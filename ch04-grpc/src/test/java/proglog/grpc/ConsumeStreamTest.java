package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.Bytes;
import proglog.CorruptLogException;
import proglog.InMemoryLog;
import proglog.v1.ConsumeRequest;
import proglog.v1.ConsumeResponse;
import proglog.v1.LogGrpc;
import proglog.v1.RecordBatch;

/// Task 4.5: [FollowStream#pump]. Record after record from an offset on, for as long as the client
/// wants.
@Tag("task-4.5")
final class ConsumeStreamTest {

    private final Loopback loopback = new Loopback();
    private final StagedLog log = new StagedLog(new InMemoryLog());
    private final LogServer server = loopback.serve(log);
    private final Relay relay = loopback.relay(server);
    private final ManagedChannel channel = loopback.channel(relay.address());

    @AfterEach
    void stop() {
        loopback.close();
    }

    @Test
    @Tag("seconds")
    void waitsAtTheEndWithoutAsking() {
        append("a", "b");
        var stream = follow(Requests.from(1));
        assertThat(values(stream.answers(1))).containsExactly("b");
        Background.until(() -> log.steps() == 2);

        int before = log.steps();
        RemoteLog other = new RemoteLog(channel);
        for (int i = 0; i < 500; i++) {
            assertThat(other.read(0).value().toUtf8()).isEqualTo("a"); // so time goes by
        }
        assertThat(log.steps()).isEqualTo(before);

        append("c");
        assertThat(values(stream.answers(2))).containsExactly("b", "c");
        assertThat(log.steps()).isBetween(before, before + 2);
    }

    @Test
    void waitsForAnOffsetFarAhead() {
        var stream = follow(Requests.from(2));

        append("a", "b", "c");

        assertThat(values(stream.answers(1))).containsExactly("c");
    }

    @Test
    void startsAtTheBeginningOrIsToldWhereThatIs() {
        var stream = follow(Requests.from(-1));

        assertThat(stream.code()).isEqualTo(Status.Code.OUT_OF_RANGE);
        assertThat(log.cursors()).isZero();
    }

    @Test
    void fillsBatchesOnlyUpToTheirSize() {
        List<Integer> lengths = List.of(100, 100, 900, 2000, 10, 10);
        lengths.forEach(length -> log.append(Bytes.wrap(new byte[length])));

        var stream = follow(Requests.from(0, 1000));

        Background.until(() -> records(stream.answers()) == lengths.size());
        assertThat(stream.answers())
                .as("one that is larger by itself comes by itself")
                .extracting(ConsumeStreamTest::bytes)
                .containsExactly(200, 900, 2000, 20);
        assertThat(stream.answers().getLast().getBatches(0).getFirstOffset()).isEqualTo(4);
    }

    @Test
    void givesAllRecordsInOrderHoweverTheyAreBatched() {
        for (int i = 0; i < 5000; i++) {
            append("value " + i);
        }
        for (int batchBytes : new int[] {1, 100, 10_000, 512 * 1024, -1}) {
            var stream = follow(Requests.from(17, batchBytes));

            Background.until(() -> records(stream.answers()) == 5000 - 17);
            assertThat(stream.answers().stream().flatMap(ConsumeStreamTest::offsets))
                    .isEqualTo(LongStream.range(17, 5000).boxed().toList());
            stream.cancel();
        }
    }

    @Test
    void sendsWhatIsGoodBeforeItSaysWhatIsNot() {
        append("a", "b", "bad", "c");
        ManagedChannel damaged = loopback.channel(loopback.serve(new DamagedLog(log, 2)));

        for (int batchBytes : new int[] {0, 1000}) {
            var stream = ClientStream.consume(damaged, Requests.from(0, batchBytes));
            stream.take(Integer.MAX_VALUE);

            assertThat(stream.code()).isEqualTo(Status.Code.DATA_LOSS);
            assertThat(Statuses.failure(stream.end()))
                    .containsInstanceOf(CorruptLogException.class);
            assertThat(values(stream.answers())).containsExactly("a", "b");
        }
    }

    @Test
    void endsWhenTheClientCancels() {
        append("a");
        for (ConsumeRequest request : List.of(Requests.from(0), Requests.from(0, 1000))) {
            var stream = follow(request);
            stream.answers(1);

            stream.cancel();

            awaitNothingLeft();
        }
    }

    @Test
    void endsWhenTheClientIsGone() {
        append("a");
        follow(Requests.from(0)).answers(1);

        relay.cut();

        awaitNothingLeft();
    }

    @Test
    void endsWhenTheDeadlinePasses() {
        var stream =
                ClientStream.open(
                        channel,
                        LogGrpc.getConsumeStreamMethod(),
                        CallOptions.DEFAULT.withDeadlineAfter(300, TimeUnit.MILLISECONDS));
        stream.send(Requests.from(0));
        stream.halfClose();

        assertThat(stream.code()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        awaitNothingLeft();
    }

    @Test
    void endsWhenTheLogCloses() {
        append("a");
        var stream = follow(Requests.from(0));
        stream.answers(1);

        log.close();

        assertThat(stream.code()).isEqualTo(Status.Code.UNAVAILABLE);
        assertThat(stream.end().getStatus().getDescription()).isEqualTo("the log is closed");
        awaitNothingLeft();
    }

    @Test
    void endsWhenTheServerDrainsAfterAllThatWasSent() {
        append("a", "b", "c");
        var stream = ClientStream.consume(channel, Requests.from(0));
        Background.until(() -> log.bytes() == 3);
        stream.take(1);
        try (var closing =
                Background.start(() -> {
                    server.close();
                    return "closed";
                })) {
            stream.answers(1);
            stream.take(1000);

            assertThat(stream.code()).isEqualTo(Status.Code.UNAVAILABLE);
            assertThat(stream.end().getStatus().getDescription())
                    .startsWith("the server is shutting down");
            assertThat(values(stream.answers())).containsExactly("a", "b", "c");
        }
        awaitNothingLeft();
    }

    private ClientStream<ConsumeRequest, ConsumeResponse> follow(ConsumeRequest request) {
        var stream = ClientStream.consume(channel, request);
        stream.take(Integer.MAX_VALUE);
        return stream;
    }

    private void append(String... values) {
        List.of(values).forEach(value -> log.append(Bytes.utf8(value)));
    }

    private void awaitNothingLeft() {
        Background.until(() -> log.cursors() == 0 && VirtualThreads.named("follow") == 0);
    }

    private static List<String> values(List<ConsumeResponse> answers) {
        return answers.stream()
                .flatMap(answer ->
                        answer.hasRecord()
                                ? Stream.of(answer.getRecord().getValue())
                                : answer.getBatchesList().stream()
                                        .flatMap(batch -> batch.getValuesList().stream()))
                .map(ByteString::toStringUtf8)
                .toList();
    }

    private static Stream<Long> offsets(ConsumeResponse answer) {
        return answer.getBatchesList().stream()
                .flatMap(batch ->
                        LongStream.range(
                                        batch.getFirstOffset(),
                                        batch.getFirstOffset() + batch.getValuesCount())
                                .boxed());
    }

    private static int records(List<ConsumeResponse> answers) {
        return answers.stream()
                .flatMap(answer -> answer.getBatchesList().stream())
                .mapToInt(RecordBatch::getValuesCount)
                .sum();
    }

    private static int bytes(ConsumeResponse answer) {
        return answer.getBatchesList().stream()
                .flatMap(batch -> batch.getValuesList().stream())
                .mapToInt(ByteString::size)
                .sum();
    }
}
