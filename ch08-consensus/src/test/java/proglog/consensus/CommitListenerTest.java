package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.Bytes;
import proglog.InMemoryLog;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;

/// Being told of every record.
final class CommitListenerTest {

    private final InMemoryLog log = new InMemoryLog();
    private final List<Long> heard = new CopyOnWriteArrayList<>();
    private final AtomicBoolean ended = new AtomicBoolean(); // the cursor is closed

    @Test
    void tellsOfEachRecordOnceAndInOrder() {
        log.append(Bytes.utf8("too early"));
        log.append(Bytes.utf8("a"));
        try (Consensus.Registration _ = listen(1, record -> heard.add(record.offset()))) {
            for (int i = 0; i < 100; i++) {
                log.append(Bytes.utf8("b"));
            }
            Background.until(() -> heard.size() == 101);
        }

        assertThat(heard).isSorted().doesNotHaveDuplicates().startsWith(1L).endsWith(101L);
    }

    @Test
    void keepsOneSlowListenerFromNobodyElse() throws InterruptedException {
        CountDownLatch slow = new CountDownLatch(1);
        try (Consensus.Registration _ = listen(0, _ -> await(slow));
                Consensus.Registration _ = listen(0, record -> heard.add(record.offset()))) {
            log.append(Bytes.utf8("a"));
            log.append(Bytes.utf8("b"));

            Background.until(() -> heard.size() == 2);
            slow.countDown();
        }
    }

    // Also when it fails in the way a log does.
    @Test
    void callsAListenerThatFailsNoMoreAndSaysSo() {
        try (LoggedLines logged = LoggedLines.of(CommitListener.class.getName());
                Consensus.Registration _ =
                        listen(
                                0,
                                record -> {
                                    heard.add(record.offset());
                                    throw new LogUnavailableException("the other log is closed");
                                })) {
            log.append(Bytes.utf8("a"));
            log.append(Bytes.utf8("b"));

            Background.until(() -> !logged.lines().isEmpty());
            assertThat(logged.lines().getFirst())
                    .isEqualTo("ERROR a listener failed at 0 and is called no more");
            assertThat(heard).containsExactly(0L);
        }
    }

    @Test
    void endsTheCallsWhenItIsClosedAlsoOfAListenerThatSwallowsInterrupts() {
        CountDownLatch never = new CountDownLatch(1);
        Consensus.Registration calls =
                listen(
                        0,
                        record -> {
                            heard.add(record.offset());
                            await(never);
                        });
        log.append(Bytes.utf8("a"));
        log.append(Bytes.utf8("b"));
        Background.until(() -> heard.size() == 1);

        calls.close();

        Background.until(ended::get);
        assertThat(heard).containsExactly(0L);
    }

    @Test
    void endsWithTheLog() {
        try (LoggedLines logged = LoggedLines.of(CommitListener.class.getName());
                Consensus.Registration _ = listen(0, record -> heard.add(record.offset()))) {
            log.close();

            Background.until(ended::get);
            assertThat(logged.lines()).isEmpty();
        }
    }

    @Test
    void saysThatARecordWasForgottenBeforeItsTurn() {
        try (LoggedLines logged = LoggedLines.of(CommitListener.class.getName());
                Consensus.Registration _ =
                        CommitListener.start(
                                log.follow(0).map(_ -> forgotten()),
                                record -> heard.add(record.offset()))) {
            log.append(Bytes.utf8("a"));

            Background.until(() -> !logged.lines().isEmpty());
            assertThat(logged.lines())
                    .containsExactly(
                            "ERROR no more records are handed on: offset 0 is outside [5, 9)");
        }
    }

    private static LogRecord forgotten() {
        throw new OffsetOutOfRangeException(0, new OffsetRange(5, 9));
    }

    private Consensus.Registration listen(long offset, Consumer<LogRecord> listener) {
        return CommitListener.start(new Watched(log.follow(offset), ended), listener);
    }

    // Swallows an interrupt, as listeners should not.
    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            // goes on
        }
    }

    private record Watched(LogCursor cursor, AtomicBoolean ended) implements LogCursor {

        @Override
        public LogRecord next() throws InterruptedException {
            return cursor.next();
        }

        @Override
        public boolean isReady() {
            return cursor.isReady();
        }

        @Override
        public void close() {
            ended.set(true);
        }
    }
}
