package proglog.loadbalance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import proglog.Batch;
import proglog.Bytes;
import proglog.CommitLog;
import proglog.Deadline;
import proglog.InMemoryLog;
import proglog.OutcomeUnknownException;
import proglog.ProducerForgottenException;
import proglog.ProducerSequence;
import proglog.Producers;
import proglog.grpc.StagedLog;

/// A producer that the log has forgotten, as others appended: what was never sent goes on, of the
/// rest its sender is told.
final class ForgottenProducerTest {

    private final CommitLog kept = new InMemoryLog();
    private final StagedLog log = new StagedLog(kept);
    private final ServedLog served = new ServedLog(log, () -> false);

    private final AtomicLong producers = new AtomicLong(7);
    private final Delivery delivery =
            new Delivery(ProducerConfig.defaults().withBatches(250, 4), producers::getAndIncrement);

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void goesOnAsAnotherOne() {
        try (Producer producer = start()) {
            for (int i = 0; i < 2; i++) {
                var _ = producer.send(Bytes.utf8("before"));
                producer.flush();
            }
            othersAppend();

            assertThat(join(producer.send(Bytes.utf8("after")))).isEqualTo(2 + 1024);
            assertThat(join(producer.send(Bytes.utf8("after")))).isEqualTo(2 + 1024 + 1);
        }
        assertThat(kept.offsets().size()).isEqualTo(2 + 1024 + 2);
    }

    @Test
    void isToldOfWhatMayBeInTheLogAndGoesOn() {
        try (Producer producer = start()) {
            var _ = producer.send(Bytes.utf8("before"));
            producer.flush();
            log.fail(this::appendThenForget);
            CompletableFuture<Long> lost = producer.send(Bytes.utf8("lost"));
            producer.flush();

            assertThat(lost.exceptionNow()).isInstanceOf(ProducerForgottenException.class);
            assertThat(join(producer.send(Bytes.utf8("after")))).isEqualTo(2 + 1024);
        }
        assertThat(texts().stream().filter("lost"::equals)).hasSize(1);
    }

    // Its answer is lost, and before it comes again so many others append.
    private Optional<RuntimeException> appendThenForget(Batch batch) {
        log.fail(_ -> Optional.empty());
        kept.append(batch, Deadline.never());
        othersAppend();
        return Optional.of(new OutcomeUnknownException("the answer is lost"));
    }

    @Test
    void numbersAgainFromOneOnWhatWasNeverInDoubt() {
        Sending.One doubtful = add();
        delivery.next().batch();
        delivery.answered();
        Sending.One lost = add();
        delivery.next().batch();
        delivery.ended(new OutcomeUnknownException("who knows"));
        add();
        add();
        List<Batch> first = sendAll();

        List<Parcel> failed = delivery.forgotten();
        failed.forEach(parcel -> parcel.fail(new ProducerForgottenException("who is that")));

        assertThat(first)
                .extracting(Batch::sequence)
                .containsExactly(named(7, 65), named(7, 66), named(7, 67));
        assertThat(doubtful.offset()).isNotDone();
        assertThat(lost.offset().exceptionNow()).isInstanceOf(ProducerForgottenException.class);
        assertThat(sendAll()).extracting(Batch::sequence).containsExactly(named(8, 1), named(8, 2));
    }

    @Test
    void waitsALittleBeforeItGoesOn() {
        add();
        sendAll();

        delivery.forgotten();

        assertThat(Duration.ofNanos(delivery.pauseNanos())).isPositive();
    }

    private Producer start() {
        return Producer.start(served.channel(), ProducerConfig.defaults(), new SplittableRandom(7));
    }

    private void othersAppend() {
        for (int other = 0; other < Producers.PRODUCERS; other++) {
            kept.append(
                    new Batch(List.of(Bytes.utf8("other")), named(-1 - other, 1)),
                    Deadline.never());
        }
    }

    private static ProducerSequence named(long producer, long sequence) {
        return new ProducerSequence(producer, sequence);
    }

    private static long join(CompletableFuture<Long> send) {
        return send.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private List<String> texts() {
        return LongStream.range(0, kept.offsets().next())
                .mapToObj(offset -> kept.read(offset).value().toUtf8())
                .toList();
    }

    private Sending.One add() {
        Sending.One sending = new Sending.One(Bytes.wrap(new byte[200]));
        delivery.add(sending, 0);
        return sending;
    }

    private List<Batch> sendAll() {
        List<Batch> sent = new ArrayList<>();
        while (delivery.hasNext()) {
            sent.add(delivery.next().batch());
        }
        return sent;
    }
}
