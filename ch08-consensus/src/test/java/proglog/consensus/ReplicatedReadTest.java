package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static proglog.consensus.Commands.batch;
import static proglog.consensus.Commands.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.Bytes;
import proglog.Consistency;
import proglog.Deadline;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;
import proglog.grpc.ServerInfo;
import proglog.storage.SegmentInfo;

/// Reading from a node that may be behind.
final class ReplicatedReadTest {

    private static final ClusterNode B = new ClusterNode("b", "b:1", "b:2");

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
        consensus.follow(1, Optional.of(B));
        consensus.receive(1, command(batch("a"), 0));
        consensus.commit();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void readsWhatIsHereWithoutAskingAnybody() {
        consensus.onBarrier(() -> {
            throw new AssertionError("asked");
        });

        assertThat(log.read(0).value()).isEqualTo(Bytes.utf8("a"));
        assertThatThrownBy(() -> log.read(1)).isInstanceOf(OffsetOutOfRangeException.class);
    }

    @Test
    void waitsForAllThatWasAcknowledgedAnywhere() throws InterruptedException {
        CompletableFuture<Void> barrier = new CompletableFuture<>();
        consensus.onBarrier(() -> barrier);
        try (var read = fresh(1, Deadline.never())) {
            read.awaitBlocked();

            consensus.receive(1, command(batch("b"), 0));
            consensus.commitUnstored();
            barrier.complete(null);
            read.awaitBlocked(); // applied, but not on this disk
            consensus.log().store();

            assertThat(read.result().value()).isEqualTo(Bytes.utf8("b"));
        }
    }

    @Test
    void asksAgainWhileThereIsNoLeader() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        consensus.onBarrier(() ->
                asked.incrementAndGet() < 3
                        ? CompletableFuture.failedFuture(
                                new NotLeaderException("a", Optional.empty()))
                        : CompletableFuture.completedFuture(null));

        assertThat(fresh(0, Deadline.never()).result().value()).isEqualTo(Bytes.utf8("a"));
        assertThat(asked).hasValue(3);
    }

    // A read is never in doubt.
    @Test
    void isUnavailableWhenItCannotBeFreshInTime() {
        Deadline soon = Deadline.after(Duration.ofMillis(50));
        consensus.onBarrier(CompletableFuture::new);

        assertThatThrownBy(() -> log.read(0, Consistency.LINEARIZABLE, soon))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessage("what is new could not be asked for in time");
    }

    @Test
    void waitsForAnOffset() throws InterruptedException {
        try (var read =
                Background.start(() -> log.read(0, Consistency.atLeast(1), Deadline.never()))) {
            read.awaitBlocked();

            consensus.receive(1, command(batch("b"), 0));
            consensus.commit();

            assertThat(read.result().value()).isEqualTo(Bytes.utf8("a"));
        }
    }

    @Test
    void endsThoseWhoWaitWhenItCloses() throws InterruptedException {
        try (var read =
                Background.start(() -> log.read(0, Consistency.atLeast(1), Deadline.never()))) {
            read.awaitBlocked();

            log.close();

            assertThat(read.failure()).isInstanceOf(LogUnavailableException.class);
            assertThatThrownBy(() -> log.read(0, Consistency.LINEARIZABLE, Deadline.never()))
                    .isInstanceOf(LogUnavailableException.class)
                    .hasMessage("the log is closed");
        }
    }

    @Test
    void refusesEverythingOnceItIsClosed() {
        log.close();
        log.close();

        List<ThrowingCallable> calls =
                List.of(
                        () -> log.read(0),
                        () -> log.offsets(),
                        () -> log.offsetAt(Instant.EPOCH),
                        () -> log.follow(0),
                        () -> log.onCommit(0, _ -> {}),
                        () -> log.segments(),
                        () -> log.append(Bytes.utf8("b")));
        assertThat(calls)
                .allSatisfy(call ->
                        assertThatThrownBy(call)
                                .isInstanceOf(LogUnavailableException.class)
                                .hasMessage("the log is closed"));
    }

    @Test
    void endsItsConsensusWhenItCloses() {
        assertThat(consensus.isClosed()).isFalse();

        log.close();

        assertThat(consensus.isClosed()).isTrue();
        assertThat(consensus.listeners()).isZero();
    }

    @Test
    void findsTheFirstRecordThatIsNotOlder() {
        consensus.receive(1, command(batch("b"), 20));
        consensus.receive(1, command(batch("c"), 30));
        consensus.commit();

        assertThat(log.offsetAt(Instant.ofEpochSecond(0, 20))).isEqualTo(1);
        assertThat(log.offsetAt(Instant.ofEpochSecond(0, 21))).isEqualTo(2);
        assertThat(log.offsetAt(Instant.ofEpochSecond(0, 31))).isEqualTo(3);
    }

    @Test
    void givesRecordsAsTheyAreAgreedOn() throws InterruptedException {
        BlockingQueue<LogRecord> heard = new LinkedBlockingQueue<>();
        try (LogCursor cursor = log.follow(0);
                Consensus.Registration _ = log.onCommit(1, heard::add)) {
            assertThat(cursor.next().value()).isEqualTo(Bytes.utf8("a"));
            assertThat(cursor.isReady()).isFalse();

            consensus.receive(1, command(batch("b"), 0));
            consensus.commit();

            assertThat(cursor.next().value()).isEqualTo(Bytes.utf8("b"));
            assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(log.read(1));
        }
    }

    @Test
    void saysWhichFilesItIsIn() {
        assertThat(log.segments())
                .singleElement()
                .returns(new OffsetRange(1, 2), SegmentInfo::offsets); // the engine's entries
    }

    @Test
    void saysWhoLeadsByName() {
        assertThat(consensus.addVoter(B)).isCompleted();
        consensus.follow(2, Optional.of(new ClusterNode("b", "b:9", "b:9"))); // moved meanwhile

        assertThat(log.nodes())
                .containsExactly(
                        new ServerInfo("a", "a:2", false), new ServerInfo("b", "b:2", true));
    }

    private Background<LogRecord> fresh(long offset, Deadline deadline) {
        return Background.start(() -> log.read(offset, Consistency.LINEARIZABLE, deadline));
    }
}
