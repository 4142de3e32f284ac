package proglog.loadbalance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import proglog.Background;
import proglog.Bytes;
import proglog.InMemoryLog;
import proglog.LogUnavailableException;
import proglog.OffsetRange;
import proglog.grpc.StagedLog;

/// Values sent together: they are together in the log, or none of them is.
final class ProducerBatchTest {

    private static final Comparator<OffsetRange> BY_OFFSET =
            Comparator.comparingLong(OffsetRange::first);

    private static final ProducerConfig SMALL =
            ProducerConfig.defaults().withBatches(1024, 8).withBufferBytes(16 * 1024);

    private final long seed = System.nanoTime();
    private final SplittableRandom chance = new SplittableRandom(seed);
    private final StagedLog log = new StagedLog(new InMemoryLog());
    private volatile int lossPercent; // by the test
    private final ServedLog served = new ServedLog(log, this::loses);

    private synchronized boolean loses() {
        return chance.nextInt(100) < lossPercent;
    }

    private Producer start() {
        return Producer.start(served.channel(), SMALL, new SplittableRandom(seed));
    }

    @AfterEach
    void stop() {
        log.release();
        served.close();
    }

    @Test
    void areInTheOrderOfTheSendsAtConsecutiveOffsets() {
        List<CompletableFuture<OffsetRange>> together = new ArrayList<>();
        List<CompletableFuture<Long>> alone = new ArrayList<>();
        try (Producer producer = start()) {
            for (int i = 0; i < 200; i++) {
                together.add(producer.sendAll(values("many " + i, 5)));
                alone.add(producer.send(Bytes.utf8("one " + i)));
            }
        }

        for (int i = 0; i < 200; i++) {
            long first = 6L * i;
            assertThat(together.get(i)).isCompletedWithValue(new OffsetRange(first, first + 5));
            assertThat(alone.get(i)).isCompletedWithValue(first + 5);
            assertThat(texts(first, first + 5)).containsOnly("many " + i);
            assertThat(texts(first + 5, first + 6)).containsExactly("one " + i);
        }
        assertThat(log.appends().size()).as("batches").isLessThan(400);
    }

    @Test
    void areThereOnceAndInOrderWhateverAnswersAreLost() throws InterruptedException {
        lossPercent = 5;
        List<Background<List<OffsetRange>>> threads = new ArrayList<>();
        try (Producer producer = start()) {
            for (int thread = 0; thread < 4; thread++) {
                String name = thread + "-";
                threads.add(Background.start(() -> sendAll(producer, name)));
            }
            for (int thread = 0; thread < 4; thread++) {
                List<OffsetRange> ranges = threads.get(thread).result();
                assertThat(ranges).as("seed " + seed).isSortedAccordingTo(BY_OFFSET);
                for (int i = 0; i < ranges.size(); i++) {
                    assertThat(texts(ranges.get(i).first(), ranges.get(i).next()))
                            .as("seed " + seed)
                            .isEqualTo(Collections.nCopies(1 + i % 30, thread + "-" + i));
                }
            }
        }

        assertThat(served.lost()).isPositive();
        assertThat(log.offsets().size())
                .as("seed " + seed)
                .isEqualTo(4L * IntStream.range(0, 300).map(i -> 1 + i % 30).sum());
    }

    private static List<OffsetRange> sendAll(Producer producer, String name) {
        List<CompletableFuture<OffsetRange>> sends = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            sends.add(producer.sendAll(values(name + i, 1 + i % 30)));
        }
        return sends.stream().map(send -> send.orTimeout(30, TimeUnit.SECONDS).join()).toList();
    }

    @Test
    void failTogetherAndNoOtherFails() {
        log.fail(batch ->
                batch.values().contains(Bytes.utf8("bad"))
                        ? Optional.of(new IllegalArgumentException("no, never"))
                        : Optional.empty());
        List<Bytes> spoiled = new ArrayList<>(values("good", 40)); // a batch of its own
        spoiled.set(20, Bytes.utf8("bad"));
        try (Producer producer = start()) {
            var before = producer.sendAll(values("good", 40));
            var refused = producer.sendAll(spoiled);
            var after = producer.sendAll(values("good", 40));
            producer.flush();

            assertThat(before).isCompletedWithValue(new OffsetRange(0, 40));
            assertThat(refused.exceptionNow()).hasMessage("no, never");
            assertThat(after).isCompletedWithValue(new OffsetRange(40, 80));
        }
    }

    @Test
    void mayBeMoreThanABatchHoldsOtherwise() {
        try (Producer producer = start()) {
            var large = producer.sendAll(values("x".repeat(1000), 1_000)); // over the buffer, too
            producer.flush();

            assertThat(large).isCompletedWithValue(new OffsetRange(0, 1_000));
        }
        assertThat(log.appends().size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100_001})
    void areRefusedWhenNoRequestHoldsThem(int count) {
        try (Producer producer = start()) {
            assertThat(producer.sendAll(Collections.nCopies(count, Bytes.EMPTY)).exceptionNow())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            count
                                    + " values of 0 bytes, must be from 1 to 100000 of at most"
                                    + " 16777216 bytes together");
        }
    }

    @Test
    void areRefusedWhenTheyAreTooLarge() {
        try (Producer producer = start()) {
            Bytes half = Bytes.wrap(new byte[8 * 1024 * 1024]);
            assertThat(producer.sendAll(List.of(half, half, Bytes.utf8("a"))).exceptionNow())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("3 values of 16777217 bytes, must be");
        }
    }

    @Test
    void letWhoeverSendsWaitWhenTooMuchWaits() throws InterruptedException {
        log.hold();
        try (Producer producer = start();
                var sender = Background.start(() -> sendAll(producer, "x"))) {
            Background.until(() -> log.appends().size() > 0);
            sender.awaitBlocked();

            log.release();

            assertThat(sender.result()).hasSize(300);
        }
    }

    @Test
    void areNotTakenAnyMoreByAProducerThatIsClosed() {
        Producer producer = start();
        producer.close();

        assertThat(producer.sendAll(values("late", 2)).exceptionNow())
                .isInstanceOf(LogUnavailableException.class)
                .hasMessage("the producer is closed");
    }

    private static List<Bytes> values(String text, int count) {
        return Collections.nCopies(count, Bytes.utf8(text));
    }

    private List<String> texts(long first, long next) {
        return LongStream.range(first, next)
                .mapToObj(offset -> log.read(offset).value().toUtf8())
                .toList();
    }
}
