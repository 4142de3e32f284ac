package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.Batch;
import proglog.InMemoryLog;
import proglog.OffsetRange;
import proglog.v1.ProduceRequest;
import proglog.v1.ProduceResponse;

/// Task 4.4: [ProduceStream#begin]. Many appends on one stream, each answered in its turn.
@Tag("task-4.4")
final class ProduceStreamTest {

    private final Loopback loopback = new Loopback();
    private final StagedLog log = new StagedLog(new InMemoryLog());
    private final Heard heard = new Heard();
    private final ManagedChannel channel =
            loopback.channel(
                    loopback.start(
                            LogServer.builder().intercept(heard).serve(new LogService(log))));
    private final ClientStream<ProduceRequest, ProduceResponse> stream =
            ClientStream.produce(channel);

    @AfterEach
    void stop() {
        log.release();
        loopback.close();
    }

    @Test
    void answersEveryRequestInOrder() {
        for (int i = 0; i < 1000; i++) {
            stream.send(Requests.record("value " + i));
        }
        stream.halfClose();

        assertThat(stream.code()).isEqualTo(Status.Code.OK);
        assertThat(Requests.offsets(stream.answers()))
                .isEqualTo(LongStream.range(0, 1000).boxed().toList());
        for (int i = 0; i < 1000; i++) {
            assertThat(log.read(i).value().toUtf8()).isEqualTo("value " + i);
        }
    }

    @Test
    void appendsTogetherWhatCameWhileTheLogWasBusy() {
        holdWith(Requests.record("first"));
        List<Integer> sizes = List.of(1, 3, 1, 2);
        for (int size : sizes) {
            stream.send(values(size));
        }
        stream.halfClose();
        heard.await(1 + sizes.size());

        log.release();

        assertThat(stream.code()).isEqualTo(Status.Code.OK);
        assertThat(Requests.offsets(stream.answers())).containsExactly(0L, 1L, 2L, 5L, 6L);
        assertThat(stream.answers().stream().map(ProduceResponse::getCount))
                .containsExactly(1, 1, 3, 1, 2);
        assertThat(log.appends()).extracting(Batch::size).containsExactly(1, 7);
    }

    @Test
    void appendsARequestThatMayBeRepeatedByItself() {
        holdWith(Requests.record("first"));
        for (int sequence = 1; sequence <= 3; sequence++) {
            stream.send(Requests.record("value " + sequence, 7, sequence));
        }
        stream.send(Requests.record("value 2", 7, 2));
        stream.halfClose();
        heard.await(5);

        log.release();

        assertThat(stream.code()).isEqualTo(Status.Code.OK);
        assertThat(Requests.offsets(stream.answers())).containsExactly(0L, 1L, 2L, 3L, 2L);
        assertThat(log.offsets()).isEqualTo(new OffsetRange(0, 4));
        assertThat(log.appends()).hasSize(5).allMatch(batch -> batch.size() == 1);
    }

    @Test
    void answersWhatCameBeforeARequestTheLogRefuses() {
        holdWith(Requests.record("first"));
        log.fail(ProduceStreamTest::refusesBad);
        List.of("a", "b", "bad", "c").forEach(value -> stream.send(Requests.record(value)));
        heard.await(5);

        log.release();

        assertThat(stream.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(stream.end().getStatus().getDescription()).isEqualTo("a bad value");
        assertThat(Requests.offsets(stream.answers())).containsExactly(0L, 1L, 2L);
        assertThat(log.offsets()).isEqualTo(new OffsetRange(0, 3));
    }

    @Test
    void answersWhatCameBeforeARequestThatMakesNoSense() {
        holdWith(Requests.record("first"));
        stream.send(Requests.record("a"));
        stream.send(ProduceRequest.getDefaultInstance());
        stream.send(Requests.record("b"));
        heard.await(3);

        log.release();

        assertThat(stream.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(stream.end().getStatus().getDescription())
                .isEqualTo(
                        "a request to produce holds either a record or values, this one neither");
        assertThat(Requests.offsets(stream.answers())).containsExactly(0L, 1L);
        assertThat(log.offsets()).isEqualTo(new OffsetRange(0, 2));
        Background.until(() -> VirtualThreads.named("produce") == 0);
    }

    @Test
    void readsNoMoreThanItsQueueHoldsWhenTheLogIsSlow() {
        holdWith(Requests.record("first"));
        int size = 64 * 1024;
        int sent = sendWhileReady(Requests.zeros(size), 1000);

        // The queue, both flow control windows, and what gRPC holds back at the client's end.
        assertThat(sent * size).isLessThan(4 * RequestQueue.MAX_BYTES);
        assertThat(log.appends()).hasSize(1);
    }

    @Test
    void goesOnWhenThereIsRoomAgain() {
        holdWith(Requests.record("first"));
        int sent = sendWhileReady(Requests.zeros(64 * 1024), 1000);

        log.release();
        stream.halfClose();

        assertThat(stream.code()).isEqualTo(Status.Code.OK);
        assertThat(Requests.offsets(stream.answers()))
                .isEqualTo(LongStream.rangeClosed(0, sent).boxed().toList());
    }

    /// Sends `first`, and returns when the log works on it and will until it is released.
    private void holdWith(ProduceRequest first) {
        log.hold();
        stream.send(first);
        Background.until(() -> log.appends().size() == 1);
    }

    /// Sends until the network takes no more for a while, and returns how many it took.
    private int sendWhileReady(ProduceRequest request, int most) {
        int sent = 0;
        int patience = 2000;
        while (sent < most && patience > 0) {
            if (stream.isReady()) {
                stream.send(request);
                sent++;
            } else {
                LockSupport.parkNanos(100_000);
                patience--;
            }
        }
        return sent;
    }

    private static Optional<RuntimeException> refusesBad(Batch batch) {
        return batch.values().stream().anyMatch(value -> value.toUtf8().equals("bad"))
                ? Optional.of(new IllegalArgumentException("a bad value"))
                : Optional.empty();
    }

    private static ProduceRequest values(int count) {
        return ProduceRequest.newBuilder()
                .addAllValues(
                        IntStream.range(0, count)
                                .mapToObj(i -> ByteString.copyFromUtf8("value " + i))
                                .toList())
                .build();
    }
}
