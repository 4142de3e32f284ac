package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static proglog.consensus.Commands.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.Batch;
import proglog.Bytes;
import proglog.Deadline;
import proglog.LogUnavailableException;
import proglog.OffsetRange;

/// Appending without waiting.
final class ReplicatedSubmitTest {

    private static TestCertificates certificates;
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
    void submitsWithoutWaiting() {
        CompletableFuture<OffsetRange> done = log.submit(batch("a"), Deadline.never());
        assertThat(done).isNotDone();

        consensus.commitAtOnce();
        consensus.lead(1);

        assertThat(done).succeedsWithin(Duration.ofSeconds(30)).isEqualTo(new OffsetRange(0, 1));
    }

    // A majority has it: that this disk is late, or never has it, is nothing to wait for any more.
    @Test
    void doesNotWaitForItsDiskOnceItLeadsNoMore() {
        consensus.lead(1);
        CompletableFuture<OffsetRange> done = log.submit(batch("a"), Deadline.never());
        Background.until(() -> consensus.pending() == 1);
        consensus.commitUnstored();
        assertThat(done).isNotDone();

        AtomicLong term = new AtomicLong(1);
        Background.until(() -> {
            consensus.follow(term.incrementAndGet(), Optional.empty()); // perhaps before it waits
            return done.isDone();
        });

        assertThat(done).isCompletedWithValue(new OffsetRange(0, 1));
    }

    @Test
    void beginsNothingOnceTheDeadlineHasPassed() {
        consensus.lead(1);
        consensus.commitAtOnce();

        assertThatThrownBy(() -> log.append(batch("a"), Deadline.after(Duration.ZERO)))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessage("the deadline passed before the append began");
        assertThat(log.offsets()).isEqualTo(new OffsetRange(0, 0));
    }

    @Test
    void endsWhatWasSubmittedWhenItCloses() {
        CompletableFuture<OffsetRange> done = log.submit(batch("a"), Deadline.never());

        log.close();

        assertThat(done)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withCauseInstanceOf(LogUnavailableException.class);
    }

    @Test
    void refusesWhatIsTooLarge() {
        Bytes most = Bytes.wrap(new byte[16 * 1024 * 1024]);
        Bytes more = Bytes.wrap(new byte[16 * 1024 * 1024 + 1]);

        assertThatThrownBy(() -> log.append(more))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a value of 16777217 bytes is over the limit of 16777216 bytes");
        assertThatThrownBy(() -> log.submit(Batch.of(List.of(most, most)), Deadline.never()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a batch of 33554440 bytes is over the limit of 25165824 bytes");
    }
}
