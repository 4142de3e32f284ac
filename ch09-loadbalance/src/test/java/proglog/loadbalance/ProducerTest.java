package proglog.loadbalance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.Bytes;
import proglog.InMemoryLog;
import proglog.LogUnavailableException;
import proglog.OutcomeUnknownException;
import proglog.grpc.StagedLog;

/// Values sent without waiting: each once, in order, or its sender is told.
final class ProducerTest {

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

    private Producer start(ProducerConfig config) {
        return Producer.start(served.channel(), config, new SplittableRandom(seed));
    }

    @AfterEach
    void stop() {
        log.release();
        served.close();
    }

    @Test
    void appendsInTheOrderOfTheSends() {
        List<CompletableFuture<Long>> sends = new ArrayList<>();
        try (Producer producer = start(SMALL)) {
            for (int i = 0; i < 5_000; i++) {
                sends.add(producer.send(Bytes.utf8("value " + i)));
            }
            producer.flush();
        }

        assertThat(sends).extracting(CompletableFuture::resultNow).isEqualTo(offsets(5_000));
        for (int i = 0; i < 5_000; i++) {
            assertThat(log.read(i).value().toUtf8()).isEqualTo("value " + i);
        }
        assertThat(log.appends().size()).as("batches").isLessThan(5_000);
    }

    @Test
    void storesEachOnceAndInOrderWhateverAnswersAreLost() throws InterruptedException {
        lossPercent = 5;
        List<Background<Boolean>> threads = new ArrayList<>();
        try (Producer producer = start(SMALL)) {
            for (int thread = 0; thread < 4; thread++) {
                int id = thread;
                threads.add(Background.start(() -> sendAll(producer, id, 1_000)));
            }
            for (Background<Boolean> thread : threads) {
                assertThat(thread.result()).as("seed " + seed).isTrue();
            }
            producer.flush();
        }

        assertThat(served.lost()).isPositive();
        assertThat(log.offsets().size()).as("seed " + seed).isEqualTo(4_000);
        for (int thread = 0; thread < 4; thread++) {
            String prefix = thread + "-";
            assertThat(texts().filter(text -> text.startsWith(prefix)))
                    .as("seed " + seed)
                    .isEqualTo(LongStream.range(0, 1_000).mapToObj(i -> prefix + i).toList());
        }
    }

    private static boolean sendAll(Producer producer, int thread, int count) {
        List<CompletableFuture<Long>> sends = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sends.add(producer.send(Bytes.utf8(thread + "-" + i)));
        }
        sends.forEach(send -> send.orTimeout(30, TimeUnit.SECONDS).join());
        return true;
    }

    private Stream<String> texts() {
        return LongStream.range(0, log.offsets().next())
                .mapToObj(offset -> log.read(offset).value().toUtf8());
    }

    @Test
    void failsTheBatchThatIsRefusedAndNoOther() {
        log.fail(batch ->
                batch.values().contains(Bytes.utf8("bad"))
                        ? Optional.of(new IllegalArgumentException("no, never"))
                        : Optional.empty());
        ProducerConfig single = SMALL.withBatches(1, 8); // each value is a batch
        List<CompletableFuture<Long>> sends = new ArrayList<>();
        try (Producer producer = start(single)) {
            for (int i = 0; i < 100; i++) {
                sends.add(producer.send(Bytes.utf8(i % 10 == 7 ? "bad" : "good")));
            }
            producer.flush();
        }

        for (int i = 0; i < 100; i++) {
            if (i % 10 == 7) {
                assertThat(failure(sends.get(i)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("no, never");
            } else {
                assertThat(sends.get(i).resultNow()).isEqualTo(i - (i + 2) / 10);
            }
        }
        assertThat(log.offsets().size()).isEqualTo(90);
    }

    @Test
    void refusesAValueThatNoServerTakes() {
        try (Producer producer = start(ProducerConfig.defaults())) {
            CompletableFuture<Long> large =
                    producer.send(Bytes.wrap(new byte[16 * 1024 * 1024 + 1]));
            CompletableFuture<Long> next = producer.send(Bytes.utf8("a"));
            producer.flush();

            assertThat(failure(large))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a value of 16777217 bytes is over the limit of 16777216 bytes");
            assertThat(next.resultNow()).isZero();
        }
    }

    @Test
    void letsWhoeverSendsWaitWhenTooMuchWaits() throws InterruptedException {
        log.hold();
        try (Producer producer = start(SMALL);
                var sender = Background.start(() -> sendAll(producer, 0, 1_000))) {
            Background.until(() -> log.appends().size() > 0);
            sender.awaitBlocked();

            log.release();

            assertThat(sender.result()).isTrue();
        }
    }

    @Test
    void tellsWhoIsInterruptedWhileWaiting() throws InterruptedException {
        log.hold();
        try (Producer producer = start(SMALL.withBufferBytes(1))) {
            var _ = producer.send(Bytes.utf8("a"));
            try (var second = Background.start(() -> producer.send(Bytes.utf8("b")))) {
                second.awaitBlocked();
                second.interrupt();
                assertThat(second.failure()).isInstanceOf(LogUnavailableException.class);
            }
            log.release();
        }
        assertThat(log.offsets().size()).isEqualTo(1);
    }

    @Test
    void sendsAgainWhenAServerSaysNothing() {
        log.hold();
        ProducerConfig hasty = SMALL.withTimeouts(Duration.ofSeconds(30), Duration.ofMillis(100));
        try (Producer producer = start(hasty)) {
            CompletableFuture<Long> send = producer.send(Bytes.utf8("a"));
            Background.until(() -> log.appends().size() >= 2);

            log.release();

            assertThat(send.orTimeout(30, TimeUnit.SECONDS).join()).isZero();
        }
        assertThat(log.offsets().size()).isEqualTo(1);
    }

    @Test
    void saysInTheEndThatItDoesNotKnow() {
        log.hold();
        ProducerConfig brief = SMALL.withTimeouts(Duration.ofMillis(300), Duration.ofSeconds(10));
        try (Producer producer = start(brief)) {
            CompletableFuture<Long> send = producer.send(Bytes.utf8("a"));
            producer.flush();

            assertThat(failure(send)).isInstanceOf(OutcomeUnknownException.class);
            log.release();
        }
    }

    @Test
    void saysInTheEndThatNobodyTookIt() {
        served.close();
        ProducerConfig brief = SMALL.withTimeouts(Duration.ofMillis(300), Duration.ofSeconds(10));
        try (Producer producer = start(brief)) {
            CompletableFuture<Long> send = producer.send(Bytes.utf8("a"));
            producer.flush();

            assertThat(failure(send))
                    .isInstanceOf(LogUnavailableException.class)
                    .hasMessageStartingWith("not taken within PT0.3S: ");
        }
    }

    @Test
    void sendsWhatItHasWhenItIsClosedAndTakesNothingMore() {
        Producer producer = start(SMALL);
        List<CompletableFuture<Long>> sends = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            sends.add(producer.send(Bytes.utf8("value " + i)));
        }
        producer.close();
        producer.close();

        assertThat(sends).extracting(CompletableFuture::resultNow).isEqualTo(offsets(500));
        assertThat(failure(producer.send(Bytes.utf8("late"))))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessage("the producer is closed");
    }

    @Test
    void givesUpWhenWhoClosesItIsInterrupted() throws InterruptedException {
        log.hold();
        Producer producer = start(SMALL);
        CompletableFuture<Long> send = producer.send(Bytes.utf8("a"));
        Background.until(() -> log.appends().size() == 1);
        try (var closing =
                Background.start(() -> {
                    producer.close();
                    return Thread.interrupted();
                })) {
            closing.awaitBlocked();
            closing.interrupt();

            assertThat(closing.result()).as("the interrupt is kept").isTrue();
            assertThat(failure(send)).isInstanceOf(OutcomeUnknownException.class);
        }
    }

    private static List<Long> offsets(int count) {
        return LongStream.range(0, count).boxed().toList();
    }

    private static Throwable failure(CompletableFuture<Long> send) {
        return send.handle((_, failure) -> failure).orTimeout(30, TimeUnit.SECONDS).join();
    }
}
