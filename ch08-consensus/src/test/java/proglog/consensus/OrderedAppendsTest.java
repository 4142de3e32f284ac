package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static proglog.consensus.Commands.batch;
import static proglog.consensus.Commands.numbered;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Appender;
import proglog.Background;
import proglog.Batch;
import proglog.Bytes;
import proglog.Deadline;
import proglog.LogUnavailableException;
import proglog.OffsetRange;
import proglog.OutcomeUnknownException;

/// Several batches of one producer under way, and a leader that comes and goes.
final class OrderedAppendsTest {

    private static TestCertificates certificates;
    private final OutcomeUnknownException unknown = new OutcomeUnknownException("who knows");
    private ScriptedNode node;
    private ReplicatedLog log;
    private ScriptedConsensus<OffsetRange> consensus;
    private Appender appender;

    @BeforeAll
    static void certificates(@TempDir Path folder) {
        certificates = TestCertificates.make(folder);
    }

    @BeforeEach
    void start() throws IOException {
        node = ScriptedNode.start(certificates, "a");
        log = node.log();
        consensus = node.consensus();
        appender = log.appender();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void proposesTheNextBeforeTheLastIsAgreedOn() {
        consensus.lead(1);

        Appender.Begun one = begin(batch("a"));
        Appender.Begun two = begin(batch("b", "c"));
        assertThat(consensus.pending()).isEqualTo(2);
        consensus.commit();

        assertThat(one.await()).isEqualTo(new OffsetRange(0, 1));
        assertThat(two.await()).isEqualTo(new OffsetRange(1, 3));
    }

    @Test
    void proposesNothingBehindOneThatWasRefused() {
        consensus.lead(1);
        Appender.Begun one = begin(batch("a"));
        consensus.refuseNext(new LogUnavailableException("too much to do"));
        Appender.Begun refused = begin(batch("b"));
        Appender.Begun behind = begin(batch("c"));
        assertThat(consensus.pending()).isEqualTo(1);

        consensus.commit();
        consensus.commitAtOnce();

        assertThat(one.await()).isEqualTo(new OffsetRange(0, 1));
        assertThat(refused.await()).isEqualTo(new OffsetRange(1, 2));
        assertThat(behind.await()).isEqualTo(new OffsetRange(2, 3));
        assertThat(log.read(1).value()).isEqualTo(Bytes.utf8("b"));
    }

    @Test
    void proposesAgainOnceNothingIsUnderWay() {
        consensus.lead(1);
        consensus.refuseNext(new LogUnavailableException("too much to do"));
        Appender.Begun refused = begin(batch("a"));
        consensus.commitAtOnce();
        refused.await();

        consensus.follow(2, Optional.empty());
        consensus.lead(3);
        Appender.Begun next = begin(batch("b"));
        Appender.Begun last = begin(batch("c"));

        assertThat(next.await()).isEqualTo(new OffsetRange(1, 2));
        assertThat(last.await()).isEqualTo(new OffsetRange(2, 3));
    }

    @Test
    void proposesNothingInAnotherTermWhileOneIsUnderWay() {
        consensus.lead(1);
        Appender.Begun one = begin(batch("a"));

        consensus.lead(3);
        Appender.Begun two = begin(batch("b"));

        assertThat(consensus.log().lastIndex()).isEqualTo(1);
        consensus.commitAtOnce();
        assertThat(one.await()).isEqualTo(new OffsetRange(0, 1));
        assertThat(two.await()).isEqualTo(new OffsetRange(1, 2));
    }

    @Test
    void endsWithTheFirstThatMayHaveHappenedAndHasNoName() {
        consensus.lead(1);
        Appender.Begun one = begin(batch("a"));
        Appender.Begun two = begin(batch("b"));
        consensus.abandon(unknown);
        consensus.commitAtOnce();
        Appender.Begun three = begin(batch("c"));

        assertThatThrownBy(one::await).isSameAs(unknown);
        assertThatThrownBy(two::await).isSameAs(unknown);
        assertThatThrownBy(three::await)
                .isInstanceOf(LogUnavailableException.class)
                .hasMessage("not appended: one before it failed");
        assertThatThrownBy(() -> begin(batch("d")).await())
                .hasMessage("not appended: one before it failed");
    }

    @Test
    void proposesNothingMoreOnceOneHasFailedThoughOthersAreUnderWay() {
        consensus.lead(1);
        Appender.Begun late = appender.begin(batch("a"), Deadline.after(Duration.ofMillis(500)));
        Appender.Begun underWay = begin(batch("b"));
        assertThatThrownBy(late::await).isInstanceOf(OutcomeUnknownException.class);

        Appender.Begun behind = begin(batch("c"));
        consensus.commit();

        assertThat(underWay.await()).isEqualTo(new OffsetRange(1, 2));
        assertThatThrownBy(behind::await).hasMessage("not appended: one before it failed");
        assertThat(log.offsets()).isEqualTo(new OffsetRange(0, 2));
    }

    @Test
    void repeatsInTheirOrderThoseThatMayHaveHappenedAndHaveNames() throws InterruptedException {
        consensus.lead(1);
        Appender.Begun one = begin(numbered(1, "a"));
        Appender.Begun two = begin(numbered(2, "b"));
        consensus.abandon(unknown);
        try (var answers = Background.start(() -> List.of(one.await(), two.await()))) {
            answers.awaitBlocked();

            consensus.commit(); // they are in the log, and agreed on after all
            consensus.follow(2, Optional.empty());
            consensus.lead(3);

            assertThat(answers.result())
                    .containsExactly(new OffsetRange(0, 1), new OffsetRange(1, 2));
            assertThat(log.offsets()).isEqualTo(new OffsetRange(0, 2));
        }
    }

    @Test
    void neverSaysThatNothingHappenedOnceItMayHave() {
        consensus.lead(1);
        Appender.Begun one =
                appender.begin(numbered(1, "a"), Deadline.after(Duration.ofMillis(500)));
        consensus.abandon(unknown);
        consensus.follow(2, Optional.empty()); // from here on nothing happens

        assertThatThrownBy(one::await).isSameAs(unknown);
    }

    @Test
    void refusesAtOnceWhatTheLogTakesFromNobodyAndGoesOn() {
        consensus.lead(1);
        consensus.commitAtOnce();
        Batch huge = Batch.of(Bytes.wrap(new byte[17 * 1024 * 1024]));

        assertThatThrownBy(() -> begin(huge)).isInstanceOf(IllegalArgumentException.class);

        assertThat(begin(batch("a")).await()).isEqualTo(new OffsetRange(0, 1));
    }

    private Appender.Begun begin(Batch batch) {
        return appender.begin(batch, Deadline.never());
    }
}
