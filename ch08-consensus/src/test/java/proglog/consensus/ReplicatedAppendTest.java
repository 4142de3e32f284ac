package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static proglog.consensus.Commands.batch;
import static proglog.consensus.Commands.numbered;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.Batch;
import proglog.Bytes;
import proglog.Deadline;
import proglog.LogUnavailableException;
import proglog.OffsetRange;
import proglog.OutcomeUnknownException;
import proglog.ProducerForgottenException;
import proglog.Producers;

/// Appending to a log whose leader comes and goes.
@Tag("task-8.5")
final class ReplicatedAppendTest {

    private static TestCertificates certificates;
    private final OutcomeUnknownException unknown = new OutcomeUnknownException("who knows");
    private ScriptedNode node;
    private ReplicatedLog log;
    private ScriptedConsensus<OffsetRange> consensus;

    @BeforeAll
    static void certificates(@TempDir Path folder) {
        certificates = TestCertificates.make(folder);
    }

    @BeforeEach
    void start() throws IOException {
        node = ScriptedNode.start(certificates, "a");
        log = node.log();
        consensus = node.consensus();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void waitsForALeader() throws InterruptedException {
        try (var append = append(batch("a"), Deadline.never())) {
            append.awaitBlocked();

            consensus.commitAtOnce();
            consensus.lead(1);

            assertThat(append.result()).isEqualTo(new OffsetRange(0, 1));
            assertThat(log.read(0).value()).isEqualTo(Bytes.utf8("a"));
        }
    }

    @Test
    void triesAgainWhatDidNotHappen() {
        consensus.lead(1);
        consensus.commitAtOnce();
        consensus.refuseNext(new LogUnavailableException("too much to do"));
        consensus.refuseNext(new LogUnavailableException("too much to do"));

        assertThat(log.append(Bytes.utf8("a"))).isZero();
    }

    @Test
    void saysAtTheDeadlineThatNothingHappened() {
        Deadline soon = Deadline.after(Duration.ofMillis(120));

        assertThatThrownBy(() -> log.append(batch("a"), soon))
                .isInstanceOf(NotLeaderException.class)
                .hasMessage("a does not lead, and knows of no leader");
    }

    @Test
    void waitsNoLongerThanItsPatience() throws IOException {
        try (ScriptedNode hasty = ScriptedNode.start(certificates, "b", Duration.ofMillis(120))) {
            assertThatThrownBy(() -> hasty.log().append(Bytes.utf8("a")))
                    .isInstanceOf(NotLeaderException.class);
        }
    }

    @Test
    void doesNotRepeatWhatMayHaveHappenedAndHasNoName() throws InterruptedException {
        consensus.lead(1);
        try (var append = append(batch("a"), Deadline.never())) {
            Background.until(() -> consensus.pending() == 1);

            consensus.abandon(unknown);

            assertThat(append.failure()).isSameAs(unknown);
            assertThat(consensus.log().lastIndex()).isEqualTo(1);
        }
    }

    @Test
    void repeatsWhatMayHaveHappenedAndHasAName() throws InterruptedException {
        consensus.lead(1);
        try (var append = append(numbered(1, "a"), Deadline.never())) {
            Background.until(() -> consensus.pending() == 1);

            consensus.abandon(unknown);
            consensus.follow(2, Optional.empty());
            consensus.log().takeBack(1);
            consensus.commitAtOnce();
            consensus.lead(3);

            assertThat(append.result()).isEqualTo(new OffsetRange(0, 1));
        }
    }

    @Test
    void storesOnceWhatIsRepeatedAndHappensAfterAll() throws InterruptedException {
        consensus.lead(1);
        try (var append = append(numbered(1, "a"), Deadline.never())) {
            Background.until(() -> consensus.pending() == 1);

            consensus.abandon(unknown);
            append.awaitBlocked();
            consensus.commit();

            assertThat(append.result()).isEqualTo(new OffsetRange(0, 1));
            assertThat(log.offsets()).isEqualTo(new OffsetRange(0, 1));
        }
    }

    @Test
    void neverSaysThatNothingHappenedOnceItMayHave() throws InterruptedException {
        consensus.lead(1);
        try (var append = append(numbered(1, "a"), Deadline.after(Duration.ofMillis(500)))) {
            Background.until(() -> consensus.pending() == 1);

            consensus.abandon(unknown);
            consensus.follow(2, Optional.empty()); // from here on nothing happens

            assertThat(append.failure()).isInstanceOf(OutcomeUnknownException.class);
        }
    }

    @Test
    void saysAtOnceThatABatchIsForgotten() {
        consensus.lead(1);
        consensus.commitAtOnce();
        for (int sequence = 1; sequence <= Producers.BATCHES + 1; sequence++) {
            log.append(numbered(sequence, "a"), Deadline.never());
        }
        long begin = System.nanoTime();

        assertThatThrownBy(() -> log.append(numbered(1, "a"), Deadline.never()))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("older than what is remembered");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void saysAtOnceThatAProducerIsForgottenAndStoresNothing() {
        consensus.lead(1);
        consensus.commitAtOnce();
        log.append(numbered(65, "a"), Deadline.never());
        for (int other = 0; other < Producers.PRODUCERS; other++) {
            log.append(numbered(1_000 + other, 1, "b"), Deadline.never());
        }

        assertThatThrownBy(() -> log.append(numbered(65, "a"), Deadline.never()))
                .isInstanceOf(ProducerForgottenException.class);
        assertThat(log.offsets().size()).isEqualTo(1 + Producers.PRODUCERS);
    }

    @Test
    void saysAtTheDeadlineThatWhatItHasBegunMayHappen() {
        consensus.lead(1);
        Deadline soon = Deadline.after(Duration.ofMillis(50));

        assertThatThrownBy(() -> log.append(batch("a"), soon))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessage("not acknowledged before the deadline, but may be yet");
    }

    @Test
    void tellsWhoIsInterruptedWhatMayHaveHappened() throws InterruptedException {
        try (var waiting = interruptible(batch("a"))) {
            waiting.awaitBlocked();
            waiting.interrupt();
            assertThat(waiting.result()).isInstanceOf(LogUnavailableException.class);
        }
        consensus.lead(1);
        try (var begun = interruptible(numbered(1, "a"))) {
            Background.until(() -> consensus.pending() == 1);
            begun.awaitBlocked();
            begun.interrupt();
            assertThat(begun.result()).isInstanceOf(OutcomeUnknownException.class);
        }
    }

    // What the append failed with, if the interrupt was kept.
    private Background<RuntimeException> interruptible(Batch batch) {
        return Background.start(() -> {
            try {
                throw new AssertionError(log.append(batch, Deadline.never()));
            } catch (RuntimeException failure) {
                assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
                return failure;
            }
        });
    }

    @Test
    void endsThoseWhoWaitWhenItCloses() throws InterruptedException {
        try (var leaderless = append(batch("a"), Deadline.never())) {
            leaderless.awaitBlocked();
            log.close();
            assertThat(leaderless.failure()).isInstanceOf(LogUnavailableException.class);
        }
    }

    @Test
    void endsThoseWhoseRecordsThisDiskWillNeverHaveWhenItCloses() throws InterruptedException {
        consensus.lead(1);
        try (var append = append(batch("a"), Deadline.never())) {
            Background.until(() -> consensus.pending() == 1);
            consensus.commitUnstored();

            log.close();

            assertThat(append.result()).isEqualTo(new OffsetRange(0, 1));
        }
    }

    private Background<OffsetRange> append(Batch batch, Deadline deadline) {
        return Background.start(() -> log.append(batch, deadline));
    }
}
