package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static proglog.consensus.Commands.batch;
import static proglog.consensus.Commands.command;
import static proglog.consensus.Commands.numbered;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import proglog.Deadline;
import proglog.LogUnavailableException;
import proglog.OffsetRange;
import proglog.OutcomeUnknownException;
import proglog.Producers;
import proglog.SettableClock;

/// What a leader proposes, and when it answers.
@Tag("task-8.4")
final class ProposalsTest {

    private final SettableClock clock = new SettableClock();
    private final DerivedRecords records = new DerivedRecords();
    private final LogStateMachine machine = new LogStateMachine(records);
    private final ScriptedConsensus<OffsetRange> consensus =
            new ScriptedConsensus<>(ScriptedConsensus.SELF, machine, true);
    private final Proposals proposals =
            new Proposals(
                    consensus,
                    machine,
                    records,
                    ReplicatedLogConfig.of(ScriptedConsensus.SELF, Path.of("")).withClock(clock));

    ProposalsTest() {
        records.attach(consensus);
        consensus.listen(now -> {
            if (!now.isSelf()) {
                records.releaseWaiting();
            }
        });
        consensus.lead(1);
    }

    @Test
    void saysWhoAcknowledgedAndInWhichTerm() {
        CompletableFuture<Acknowledged> done = proposals.submit(batch("a", "b"));
        assertThat(done).isNotDone();

        consensus.commit();

        assertThat(done).isCompletedWithValue(new Acknowledged(new OffsetRange(0, 2), 1, "a"));
    }

    @Test
    void refusesWhenAnotherOneLeads() {
        consensus.follow(2, Optional.of(new ClusterNode("b", "b:1", "b:2")));

        assertThatThrownBy(() -> await(proposals.submit(batch("a"))))
                .isInstanceOf(NotLeaderException.class)
                .hasMessage("a does not lead, b at b:2 does");
        assertThat(consensus.pending()).isZero();
    }

    @Test
    void answersOnlyWhenTheRecordCanBeReadHere() {
        CompletableFuture<Acknowledged> done = proposals.submit(batch("a"));

        consensus.commitUnstored(); // the others had it first
        assertThat(done).isNotDone();
        assertThat(records.offsets()).isEqualTo(new OffsetRange(0, 0));

        consensus.log().store();
        assertThat(done).isCompleted();
        assertThat(records.offsets()).isEqualTo(new OffsetRange(0, 1));
    }

    @Test
    void answersForWhatIsAgreedOnWhenItLeadsNoMore() {
        CompletableFuture<Acknowledged> done = proposals.submit(batch("a"));
        consensus.commitUnstored();

        consensus.follow(2, Optional.empty());

        assertThat(done).isCompletedWithValue(new Acknowledged(new OffsetRange(0, 1), 1, "a"));
    }

    @Test
    void proposesABatchThatIsUnderWayOnce() {
        CompletableFuture<Acknowledged> first = proposals.submit(numbered(1, "a"));
        CompletableFuture<Acknowledged> again = proposals.submit(numbered(1, "a"));
        assertThat(consensus.pending()).isEqualTo(1);

        consensus.commit();

        assertThat(again).isCompletedWithValue(first.join());
        assertThat(records.offsets()).isEqualTo(new OffsetRange(0, 1));
    }

    @Test
    void keepsOneCallerFromEndingTheOthers() {
        CompletableFuture<Acknowledged> first = proposals.submit(numbered(1, "a"));
        CompletableFuture<Acknowledged> again = proposals.submit(numbered(1, "a"));

        first.cancel(true);
        consensus.commit();

        assertThat(again).isCompleted();
    }

    @Test
    void recognisesABatchThatWasApplied() {
        CompletableFuture<Acknowledged> first = proposals.submit(numbered(1, "a"));
        consensus.commit();

        CompletableFuture<Acknowledged> again = proposals.submit(numbered(1, "a"));

        assertThat(again).isCompletedWithValue(first.join());
        assertThat(consensus.pending()).isZero();
    }

    @Test
    void recognisesABatchThatAnotherLeaderHadAppended() {
        consensus.follow(2, Optional.empty());
        consensus.receive(2, command(numbered(1, "a"), 0));
        consensus.lead(3);

        CompletableFuture<Acknowledged> again = proposals.submit(numbered(1, "a"));

        assertThat(again).isCompletedWithValue(new Acknowledged(new OffsetRange(0, 1), 3, "a"));
    }

    @Test
    void proposesAgainWhatWasLostWithALeadership() {
        CompletableFuture<Acknowledged> lost = proposals.submit(numbered(1, "a"));
        consensus.abandon(new OutcomeUnknownException("it leads no more"));
        consensus.follow(2, Optional.empty());
        consensus.log().takeBack(1);
        consensus.lead(3);

        CompletableFuture<Acknowledged> again = proposals.submit(numbered(1, "a"));
        consensus.commit();

        assertThat(lost).isCompletedExceptionally();
        assertThat(again).isCompletedWithValue(new Acknowledged(new OffsetRange(0, 1), 3, "a"));
    }

    // It is in the log, and will be agreed on as soon as the majority is back.
    @Test
    void proposesNothingAgainThatMayStillCome() {
        CompletableFuture<Acknowledged> late = proposals.submit(numbered(1, "a"));
        consensus.abandon(new OutcomeUnknownException("it takes too long"));
        assertThat(late).isCompletedExceptionally();

        assertThatThrownBy(() -> await(proposals.submit(numbered(1, "a"))))
                .isInstanceOf(OutcomeUnknownException.class);
        consensus.commit();

        assertThat(await(proposals.submit(numbered(1, "a"))).offsets())
                .isEqualTo(new OffsetRange(0, 1));
        assertThat(records.offsets()).isEqualTo(new OffsetRange(0, 1));
    }

    @Test
    void proposesAgainWhatWasRefused() {
        consensus.refuseNext(new LogUnavailableException("too much to do"));
        assertThatThrownBy(() -> await(proposals.submit(numbered(1, "a"))))
                .isInstanceOf(LogUnavailableException.class);

        CompletableFuture<Acknowledged> again = proposals.submit(numbered(1, "a"));
        consensus.commit();

        assertThat(await(again).offsets()).isEqualTo(new OffsetRange(0, 1));
    }

    @Test
    void doesNotGuessAboutABatchThatIsForgotten() {
        consensus.commitAtOnce();
        LongStream.rangeClosed(1, Producers.BATCHES + 1)
                .forEach(sequence -> await(proposals.submit(numbered(sequence, "a"))));

        assertThatThrownBy(() -> await(proposals.submit(numbered(1, "a"))))
                .isInstanceOf(OutcomeUnknownException.class);
        assertThat(records.offsets().next()).isEqualTo(Producers.BATCHES + 1);
    }

    @Test
    void takesMoreAtOnceOfOneProducerThanIsRememberedInAnyOrder() {
        int last = Producers.BATCHES + 2;
        for (int sequence = 2; sequence <= last; sequence++) {
            var _ = proposals.submit(numbered(sequence, "a"));
        }
        CompletableFuture<Acknowledged> oldest = proposals.submit(numbered(1, "a"));

        consensus.commit();

        assertThat(await(oldest).offsets()).isEqualTo(new OffsetRange(last - 1, last));
    }

    @Test
    void neverSetsATimeBeforeThatOfAnEarlierLeader() {
        Instant earlier = clock.instant();
        consensus.follow(2, Optional.empty());
        consensus.receive(2, command(batch("a"), DerivedRecords.nanos(earlier)));
        consensus.lead(3);
        clock.advance(Duration.ofMinutes(-5));

        consensus.commitAtOnce();
        await(proposals.submit(batch("b")));
        Instant later = clock.advance(Duration.ofMinutes(10));
        await(proposals.submit(batch("c")));

        assertThat(records.read(1).appendedAt()).isEqualTo(earlier);
        assertThat(records.read(2).appendedAt()).isEqualTo(later);
    }

    @Test
    void neverSetsATimeBeforeThatOfWhatIsUnderWay() {
        Instant earlier = clock.instant();
        var _ = proposals.submit(batch("a"));
        clock.advance(Duration.ofMinutes(-5));
        var _ = proposals.submit(batch("b"));

        consensus.commit();

        assertThat(records.read(1).appendedAt()).isEqualTo(earlier);
    }

    private static Acknowledged await(CompletableFuture<Acknowledged> done) {
        return Appends.await(done, Deadline.after(Duration.ofSeconds(30)));
    }
}
