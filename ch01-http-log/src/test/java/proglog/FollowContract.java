package proglog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The part of [CommitLogContract] about waiting for what has not been appended yet.
public interface FollowContract {

    /// See [CommitLogContract#open].
    CommitLog open(Path directory);

    @Test
    default void followsFromAnOffset(@TempDir Path directory) throws InterruptedException {
        try (CommitLog log = open(directory)) {
            log.append(Bytes.utf8("a"));
            log.append(Bytes.utf8("b"));
            log.append(Bytes.utf8("c"));

            try (LogCursor cursor = log.follow(1)) {
                assertThat(cursor.next()).isEqualTo(log.read(1));
                assertThat(cursor.next()).isEqualTo(log.read(2));
            }
        }
    }

    @Test
    default void waitsAtTheEnd(@TempDir Path directory) throws InterruptedException {
        try (CommitLog log = open(directory);
                LogCursor cursor = log.follow(0);
                var reader = Background.start(cursor::next)) {
            reader.awaitBlocked();

            log.append(Bytes.utf8("a"));

            assertThat(reader.result().value()).isEqualTo(Bytes.utf8("a"));
        }
    }

    @Test
    default void waitsForAnOffsetFarAhead(@TempDir Path directory) throws InterruptedException {
        try (CommitLog log = open(directory);
                LogCursor cursor = log.follow(2);
                var reader = Background.start(cursor::next)) {
            log.append(Bytes.utf8("a"));
            log.append(Bytes.utf8("b"));
            reader.awaitBlocked();

            log.append(Bytes.utf8("c"));

            assertThat(reader.result().offset()).isEqualTo(2);
            assertThat(reader.result().value()).isEqualTo(Bytes.utf8("c"));
        }
    }

    @Test
    default void refusesToFollowWhatIsBeforeTheFirst(@TempDir Path directory) {
        try (CommitLog log = open(directory)) {
            assertThatThrownBy(() -> log.follow(-1)).hasMessage("offset -1 is outside [0, 0)");
        }
    }

    @Test
    default void saysWhetherACursorWouldWait(@TempDir Path directory) throws InterruptedException {
        try (CommitLog log = open(directory);
                LogCursor cursor = log.follow(0)) {
            assertThat(cursor.isReady()).isFalse();

            log.append(Bytes.utf8("a"));
            Background.until(cursor::isReady);
            cursor.next();

            assertThat(cursor.isReady()).isFalse();
        }
    }

    @Test
    default void wakesThoseWhoWaitWhenItCloses(@TempDir Path directory)
            throws InterruptedException {
        CommitLog log = open(directory);
        try (LogCursor cursor = log.follow(0);
                var reader = Background.start(cursor::next)) {
            reader.awaitBlocked();

            log.close();

            assertThat(reader.failure()).isInstanceOf(LogUnavailableException.class);
        }
    }

    @Test
    default void letsAWaitingReaderBeInterrupted(@TempDir Path directory)
            throws InterruptedException {
        try (CommitLog log = open(directory);
                LogCursor cursor = log.follow(0);
                var reader = Background.start(cursor::next)) {
            reader.awaitBlocked();

            reader.interrupt();

            assertThat(reader.failure()).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    default void readsAtOnceWhatIsFreshEnough(@TempDir Path directory) {
        try (CommitLog log = open(directory)) {
            log.append(Bytes.utf8("a"));
            log.append(Bytes.utf8("b"));

            LogRecord first = log.read(0);

            Deadline soon = Deadline.after(Duration.ofSeconds(30));
            assertThat(log.read(0, Consistency.LINEARIZABLE, soon)).isEqualTo(first);
            assertThat(log.read(0, Consistency.atLeast(1), soon)).isEqualTo(first);
        }
    }

    @Test
    default void waitsUntilItIsFreshEnough(@TempDir Path directory) throws InterruptedException {
        try (CommitLog log = open(directory)) {
            log.append(Bytes.utf8("a"));
            Deadline soon = Deadline.after(Duration.ofSeconds(30));
            try (var reader = Background.start(() -> log.read(0, Consistency.atLeast(1), soon))) {
                reader.awaitBlocked();

                log.append(Bytes.utf8("b"));

                assertThat(reader.result().value()).isEqualTo(Bytes.utf8("a"));
            }
        }
    }

    @Test
    default void failsWhenItIsNotFreshEnoughInTime(@TempDir Path directory) {
        try (CommitLog log = open(directory)) {
            log.append(Bytes.utf8("a"));

            Deadline soon = Deadline.after(Duration.ofMillis(20));

            assertThatThrownBy(() -> log.read(0, Consistency.atLeast(1), soon))
                    .isInstanceOf(LogUnavailableException.class);
        }
    }
}
