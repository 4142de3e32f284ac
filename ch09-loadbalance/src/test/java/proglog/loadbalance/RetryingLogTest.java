package proglog.loadbalance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ClientInterceptors;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.Batch;
import proglog.Bytes;
import proglog.CommitLog;
import proglog.CommitLogContract;
import proglog.Deadline;
import proglog.InMemoryLog;
import proglog.LogUnavailableException;
import proglog.OutcomeUnknownException;
import proglog.ProducerForgottenException;
import proglog.ProducerSequence;
import proglog.Producers;
import proglog.grpc.RemoteLog;
import proglog.grpc.StagedLog;

/// A log far away keeps the contract of every log, although every tenth answer is lost.
final class RetryingLogTest implements CommitLogContract {

    private final SplittableRandom chance = new SplittableRandom(1);
    private final AtomicLong producers = new AtomicLong(7);
    private final List<ServedLog> served = new ArrayList<>();

    @Override
    public CommitLog open(Path directory, InstantSource clock) {
        // What becomes of a batch that the log has forgotten is asked for as long as this.
        return retrying(new InMemoryLog(clock), Duration.ofSeconds(10));
    }

    private CommitLog retrying(CommitLog log, Duration patience) {
        ServedLog server = new ServedLog(log, this::loses);
        served.add(server);
        return new RetryingLog(
                new RemoteLog(
                        ClientInterceptors.intercept(
                                server.channel(), new DefaultDeadline(patience))),
                new Attempts(patience),
                new Sequences(producers::getAndIncrement));
    }

    private synchronized boolean loses() {
        return chance.nextInt(10) == 0;
    }

    @AfterEach
    void stop() {
        served.forEach(ServedLog::close);
    }

    @Test
    void appendsOnceWhateverAnswersAreLost(@TempDir Path directory) throws InterruptedException {
        try (CommitLog log = open(directory)) {
            List<Background<Boolean>> threads = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                threads.add(
                        Background.start(() -> {
                            for (int i = 0; i < 100; i++) {
                                log.append(Bytes.utf8("value"));
                            }
                            return true;
                        }));
            }
            for (Background<Boolean> thread : threads) {
                assertThat(thread.result()).isTrue();
            }

            assertThat(log.offsets().size()).isEqualTo(400);
        }
        assertThat(served.getFirst().lost()).isPositive();
    }

    @Test
    void appendsAsAnotherProducerWhenItWasForgotten(@TempDir Path directory) {
        try (CommitLog log = open(directory)) {
            for (int i = 0; i < 3; i++) {
                log.append(Bytes.utf8("before"));
            }
            for (int other = 0; other < Producers.PRODUCERS; other++) {
                Batch one =
                        new Batch(List.of(Bytes.utf8("b")), new ProducerSequence(1_000 + other, 1));
                log.append(one, Deadline.never());
            }

            assertThat(log.append(Bytes.utf8("after"))).isEqualTo(3 + Producers.PRODUCERS);
        }
        assertThat(producers).as("the next one").hasValue(9);
    }

    @Test
    void saysThatItWasForgottenWhenItMayHaveHappened() {
        StagedLog log = new StagedLog(new InMemoryLog());
        log.fail(_ ->
                Optional.of(
                        log.appends().size() == 1
                                ? new OutcomeUnknownException("who knows")
                                : new ProducerForgottenException("who is that")));
        CommitLog retrying = retrying(log, Duration.ofSeconds(30));

        assertThatThrownBy(() -> retrying.append(Bytes.utf8("a")))
                .isInstanceOf(ProducerForgottenException.class);
        assertThat(log.appends().size()).isEqualTo(2);
    }

    @Test
    void beginsNoAppendForWhichThereIsNoTime() {
        StagedLog log = new StagedLog(new InMemoryLog());
        try (CommitLog retrying = retrying(log, Duration.ofSeconds(30))) {
            assertThatThrownBy(() ->
                            retrying.append(
                                    Batch.of(Bytes.utf8("a")), Deadline.after(Duration.ZERO)))
                    .isInstanceOf(LogUnavailableException.class)
                    .hasMessage("no time to begin the append");
            retrying.append(Bytes.utf8("b"));
        }
        assertThat(log.appends())
                .extracting(Batch::sequence)
                .containsOnly(new ProducerSequence(7, 1));
    }

    @Test
    void saysInTheEndThatItDoesNotKnow() {
        StagedLog held = new StagedLog(new InMemoryLog());
        held.hold();
        try (CommitLog log = retrying(held, Duration.ofMillis(300))) {
            Background.until(() -> {
                assertThatThrownBy(() -> log.append(Bytes.utf8("a")))
                        .isInstanceOfAny(
                                OutcomeUnknownException.class, LogUnavailableException.class);
                return held.appends().size() > 0; // it was slow to connect
            });
            assertThatThrownBy(() -> log.append(Bytes.utf8("a")))
                    .isInstanceOf(OutcomeUnknownException.class);
        } finally {
            held.release();
        }
    }

    @Test
    void passesOnAtOnceWhatTryingAgainDoesNotHelp() {
        StagedLog held = new StagedLog(new InMemoryLog());
        held.fail(_ -> Optional.of(new IllegalArgumentException("too large")));
        try (CommitLog log = retrying(held, Duration.ofSeconds(30))) {
            Batch batch = Batch.of(Bytes.utf8("a"));
            assertThatThrownBy(() -> log.append(batch, Deadline.never()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("too large");
        }
        assertThat(held.appends().size()).isEqualTo(1);
    }
}
