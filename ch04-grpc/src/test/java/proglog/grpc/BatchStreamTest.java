package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.Batch;
import proglog.Bytes;
import proglog.InMemoryLog;
import proglog.LogUnavailableException;
import proglog.OffsetRange;
import proglog.OutcomeUnknownException;
import proglog.ProducerSequence;

/// Batches on one stream, and what is known of them when it ends.
final class BatchStreamTest {

    private final Loopback loopback = new Loopback();
    private final StagedLog log = new StagedLog(new InMemoryLog());
    private final LogServer server = loopback.serve(log);
    private final ManagedChannel channel = loopback.channel(server);
    private final Heard heard = new Heard();

    @AfterEach
    void stop() {
        log.release();
        loopback.close();
    }

    @Test
    void answersEachBatchInOrder() throws InterruptedException {
        BatchStream stream = BatchStream.start(channel, heard);
        for (int i = 1; i <= 200; i++) {
            stream.send(batch(i, "a" + i, "b" + i));
        }
        stream.finish();

        for (int i = 0; i < 200; i++) {
            assertThat(heard.answer()).isEqualTo(2L * i);
        }
        assertThat(heard.end()).isInstanceOf(LogUnavailableException.class);
        assertThat(log.offsets()).isEqualTo(new OffsetRange(0, 400));
    }

    @Test
    void isReadyWhenItIsConnected() {
        BatchStream stream = BatchStream.start(channel, heard);

        Background.until(stream::isReady);
        Background.until(() -> heard.readies.get() > 0);
        stream.abandon("enough");
    }

    @Test
    void isOverOnceItIsAbandoned() {
        log.hold();
        BatchStream stream = BatchStream.start(channel, heard);
        stream.send(batch(1, "a"));
        Background.until(() -> log.appends().size() == 1);

        stream.abandon("enough");

        assertThat(heard.end()).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void knowsThatNothingHappenedToWhatTheLogRefused() throws InterruptedException {
        log.fail(batch ->
                batch.sequence().sequence() == 2
                        ? Optional.of(new LogUnavailableException("not now"))
                        : Optional.empty());
        BatchStream stream = BatchStream.start(channel, heard);
        stream.send(batch(1, "a"));
        stream.send(batch(2, "b"));
        stream.send(batch(3, "c"));

        assertThat(heard.answer()).isZero();
        assertThat(heard.end()).isInstanceOf(LogUnavailableException.class).hasMessage("not now");
        assertThat(log.offsets()).isEqualTo(new OffsetRange(0, 1));
    }

    @Test
    void doesNotKnowWhatBecameOfWhatWasUnderWay() throws InterruptedException {
        Relay relay = loopback.relay(server);
        BatchStream stream = BatchStream.start(loopback.channel(relay.address()), heard);
        stream.send(batch(1, "a"));
        assertThat(heard.answer()).isZero();
        log.hold();
        stream.send(batch(2, "b"));
        Background.until(() -> log.appends().size() == 2);

        relay.cut();

        assertThat(heard.end()).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void saysThatABatchIsRefusedForGood() throws InterruptedException {
        log.fail(_ -> Optional.of(new IllegalArgumentException("too large")));
        BatchStream stream = BatchStream.start(channel, heard);

        stream.send(batch(1, "a"));

        assertThat(heard.end())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("too large");
    }

    private static Batch batch(long sequence, String... values) {
        List<Bytes> all = List.of(values).stream().map(Bytes::utf8).toList();
        return new Batch(all, new ProducerSequence(7, sequence));
    }

    private static final class Heard implements BatchStream.Listener {

        private final BlockingQueue<Long> answers = new LinkedBlockingQueue<>();
        private final AtomicInteger readies = new AtomicInteger();
        private final CompletableFuture<RuntimeException> end = new CompletableFuture<>();

        @Override
        public void ready() {
            readies.incrementAndGet();
        }

        @Override
        public void answered(long firstOffset) {
            answers.add(firstOffset);
        }

        @Override
        public void ended(RuntimeException failure) {
            end.complete(failure);
        }

        long answer() throws InterruptedException {
            Long answer = answers.poll(30, TimeUnit.SECONDS);
            return answer == null ? -1 : answer;
        }

        RuntimeException end() {
            return end.orTimeout(30, TimeUnit.SECONDS).join();
        }
    }
}
