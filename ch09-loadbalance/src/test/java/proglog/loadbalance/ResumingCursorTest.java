package proglog.loadbalance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.Bytes;
import proglog.InMemoryLog;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;
import proglog.grpc.NotPermittedException;
import proglog.grpc.RemoteLog;
import proglog.grpc.StagedLog;

/// Task 9.8: [ResumingCursor#next]. Reading goes on elsewhere, with the next record.
@Tag("task-9.8")
final class ResumingCursorTest {

    private final SplittableRandom chance = new SplittableRandom(1);
    private final Attempts attempts = new Attempts(Duration.ofSeconds(30));
    private final InMemoryLog log = new InMemoryLog();
    private final AtomicInteger opened = new AtomicInteger();

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void readsEachRecordOnceWhateverStreamsEnd() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            log.append(Bytes.wrap(new byte[20_000]));
        }
        try (ServedLog served = new ServedLog(log, this::loses);
                RemoteLog remote = new RemoteLog(served.channel());
                var cursor = new ResumingCursor(remote::stream, attempts, 3)) {
            for (int offset = 3; offset < 200; offset++) {
                assertThat(cursor.position()).isEqualTo(offset);
                assertThat(cursor.next()).isEqualTo(log.read(offset));
            }
            assertThat(served.lost()).isPositive();
        }
    }

    private synchronized boolean loses() {
        return chance.nextInt(5) == 0;
    }

    @Test
    void isReadyOnlyWhenThereIsARecordWhateverItsServerSays() throws InterruptedException {
        log.append(Bytes.utf8("a"));
        try (var cursor = new ResumingCursor(this::failingTwice, attempts, 0)) {
            assertThat(cursor.isReady()).isFalse();
            assertThat(cursor.isReady()).isFalse();

            assertThat(cursor.isReady()).isTrue();
            assertThat(cursor.next().value()).isEqualTo(Bytes.utf8("a"));
            assertThat(cursor.isReady()).isFalse();
        }
    }

    private LogCursor failingTwice(long offset) {
        return opened.getAndIncrement() < 2
                ? failing(new LogUnavailableException("gone"))
                : log.follow(offset);
    }

    @Test
    void passesOnWhatAnotherServerWouldSay() {
        var outside = new OffsetOutOfRangeException(0, new OffsetRange(5, 9));
        var refused = new NotPermittedException("not you", new IllegalStateException());

        try (var early = new ResumingCursor(_ -> failing(outside), attempts, 0);
                var stranger = new ResumingCursor(_ -> failing(refused), attempts, 0)) {
            assertThat(early.isReady()).isTrue();
            assertThatThrownBy(early::next).isSameAs(outside);
            assertThat(stranger.isReady()).isTrue();
            assertThatThrownBy(stranger::next).isSameAs(refused);
        }
    }

    @Test
    void canBeInterruptedWhileItTriesAgain() throws InterruptedException {
        var gone = new LogUnavailableException("gone");
        try (var cursor = new ResumingCursor(_ -> failing(gone), attempts, 0);
                var reader = Background.start(cursor::next)) {
            reader.awaitBlocked();
            reader.interrupt();

            assertThat(reader.failure()).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void triesNoMoreWhenAllIsClosed() throws InterruptedException {
        var gone = new LogUnavailableException("gone");
        try (var cursor = new ResumingCursor(_ -> failing(gone), attempts, 0);
                var reader = Background.start(cursor::next)) {
            reader.awaitBlocked();
            attempts.close();

            assertThat(reader.failure()).isSameAs(gone);
        }
    }

    @Test
    void closesWhatItReadsFrom() throws InterruptedException {
        log.append(Bytes.utf8("a"));
        StagedLog counted = new StagedLog(log);
        try (var cursor = new ResumingCursor(counted::follow, attempts, 0)) {
            var _ = cursor.next();
            assertThat(counted.cursors()).isEqualTo(1);
        }
        assertThat(counted.cursors()).isZero();
    }

    private static LogCursor failing(RuntimeException failure) {
        return new LogCursor() {
            @Override
            public LogRecord next() {
                throw failure;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void close() {}
        };
    }
}
