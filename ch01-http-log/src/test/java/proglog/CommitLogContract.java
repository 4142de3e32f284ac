package proglog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every [CommitLog] must do.
///
/// A log's test implements this and adds only what is its own. Here is what one caller sees;
/// [FollowContract] is about waiting, [SharedLogContract] about many callers.
public interface CommitLogContract extends FollowContract, SharedLogContract {

    /// A new, empty log whose first offset is 0 and that stamps its records by `clock`; what it
    /// keeps on disk is in `directory`.
    CommitLog open(Path directory, InstantSource clock);

    /// The same on the system's clock.
    @Override
    default CommitLog open(Path directory) {
        return open(directory, InstantSource.system());
    }

    @Test
    default void givesDenseOffsetsFromTheFirst(@TempDir Path directory) {
        try (CommitLog log = open(directory)) {
            for (long offset = 0; offset < 100; offset++) {
                assertThat(log.append(Bytes.utf8("value " + offset))).isEqualTo(offset);
            }

            assertThat(log.read(0).value()).isEqualTo(Bytes.utf8("value 0"));
            assertThat(log.read(99).value()).isEqualTo(Bytes.utf8("value 99"));
            assertThat(log.read(99).offset()).isEqualTo(99);
        }
    }

    @Test
    default void givesABatchConsecutiveOffsets(@TempDir Path directory) {
        try (CommitLog log = open(directory)) {
            log.append(Bytes.utf8("a"));

            OffsetRange offsets =
                    log.append(List.of(Bytes.utf8("b"), Bytes.utf8("c"), Bytes.utf8("d")));

            assertThat(offsets).isEqualTo(new OffsetRange(1, 4));
            assertThat(log.read(1).value()).isEqualTo(Bytes.utf8("b"));
            assertThat(log.read(3).value()).isEqualTo(Bytes.utf8("d"));
        }
    }

    @Test
    default void refusesABatchOfNothing(@TempDir Path directory) {
        try (CommitLog log = open(directory)) {
            assertThatThrownBy(() -> log.append(List.of()))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    default void appendsInTheOrderInWhichItWasBegun(@TempDir Path directory) {
        try (CommitLog log = open(directory)) {
            Appender appender = log.appender();

            Appender.Begun one = appender.begin(Batch.of(Bytes.utf8("a")), Deadline.never());
            Appender.Begun two =
                    appender.begin(
                            Batch.of(List.of(Bytes.utf8("b"), Bytes.utf8("c"))), Deadline.never());
            Appender.Begun three = appender.begin(Batch.of(Bytes.utf8("d")), Deadline.never());

            assertThat(one.await()).isEqualTo(new OffsetRange(0, 1));
            assertThat(two.await()).isEqualTo(new OffsetRange(1, 3));
            assertThat(three.await()).isEqualTo(new OffsetRange(3, 4));
            assertThat(log.read(2).value()).isEqualTo(Bytes.utf8("c"));
        }
    }

    @Test
    default void appendsNothingBehindABatchThatFailed(@TempDir Path directory) {
        try (CommitLog log = open(directory)) {
            Appender appender = log.appender();
            Deadline passed = Deadline.after(Duration.ofSeconds(-1));

            Appender.Begun late = appender.begin(Batch.of(Bytes.utf8("late")), passed);
            Appender.Begun behind = appender.begin(Batch.of(Bytes.utf8("b")), Deadline.never());

            assertThatThrownBy(late::await).isInstanceOf(LogUnavailableException.class);
            assertThatThrownBy(behind::await)
                    .isInstanceOf(LogUnavailableException.class)
                    .hasMessage("not appended: one before it failed");
            assertThat(log.offsets().isEmpty()).isTrue();
        }
    }

    @Test
    default void keepsAnEmptyValue(@TempDir Path directory) {
        try (CommitLog log = open(directory)) {
            long offset = log.append(Bytes.EMPTY);

            assertThat(log.read(offset).value()).isEqualTo(Bytes.EMPTY);
        }
    }

    @Test
    default void keepsABigValue(@TempDir Path directory) {
        byte[] megabyte = new byte[1024 * 1024];
        megabyte[0] = 1;
        megabyte[megabyte.length - 1] = -1;
        try (CommitLog log = open(directory)) {
            long offset = log.append(Bytes.copyOf(megabyte));

            assertThat(log.read(offset).value().equals(Bytes.wrap(megabyte))).isTrue();
        }
    }

    @Test
    default void keepsTheValueItWasGiven(@TempDir Path directory) {
        try (CommitLog log = open(directory)) {
            byte[] mine = {1, 2, 3};
            long offset = log.append(Bytes.copyOf(mine));
            mine[0] = 9;

            assertThat(log.read(offset).value())
                    .isEqualTo(Bytes.copyOf((byte) 1, (byte) 2, (byte) 3));
        }
    }

    @Test
    default void saysWhichOffsetsCanBeRead(@TempDir Path directory) {
        try (CommitLog log = open(directory)) {
            assertThat(log.offsets()).isEqualTo(new OffsetRange(0, 0));

            log.append(List.of(Bytes.utf8("a"), Bytes.utf8("b")));

            assertThat(log.offsets()).isEqualTo(new OffsetRange(0, 2));
        }
    }

    @Test
    default void refusesAnOffsetNotWrittenYet(@TempDir Path directory) {
        try (CommitLog log = open(directory)) {
            assertThatThrownBy(() -> log.read(0))
                    .isInstanceOf(OffsetOutOfRangeException.class)
                    .hasMessage("offset 0 is outside [0, 0)");

            log.append(Bytes.utf8("a"));

            assertThatThrownBy(() -> log.read(1)).hasMessage("offset 1 is outside [0, 1)");
            assertThatThrownBy(() -> log.read(Long.MAX_VALUE))
                    .isInstanceOf(OffsetOutOfRangeException.class);
        }
    }

    @Test
    default void refusesANegativeOffset(@TempDir Path directory) {
        try (CommitLog log = open(directory)) {
            log.append(Bytes.utf8("a"));

            assertThatThrownBy(() -> log.read(-1)).hasMessage("offset -1 is outside [0, 1)");
        }
    }

    @Test
    default void appendsNothingAfterTheDeadline(@TempDir Path directory) {
        try (CommitLog log = open(directory)) {
            Deadline passed = Deadline.after(Duration.ZERO);

            assertThatThrownBy(() -> log.append(Batch.of(Bytes.utf8("late")), passed))
                    .isInstanceOf(LogUnavailableException.class);
            assertThat(log.offsets().isEmpty()).isTrue();
        }
    }

    @Test
    default void appendsNothingForAnInterruptedThread(@TempDir Path directory) {
        try (CommitLog log = open(directory)) {
            Thread.currentThread().interrupt();
            try {
                assertThatThrownBy(() -> log.append(Bytes.utf8("a")))
                        .isInstanceOf(LogUnavailableException.class);
            } finally {
                assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
            }
            assertThat(log.offsets().isEmpty()).isTrue();
        }
    }

    @Test
    default void stampsRecordsWithTimesThatNeverGoBack(@TempDir Path directory) {
        SettableClock clock = new SettableClock();
        Instant start = clock.instant();
        try (CommitLog log = open(directory, clock)) {
            log.append(Bytes.utf8("a"));
            clock.advance(Duration.ofMinutes(-5));
            log.append(Bytes.utf8("b"));
            Instant later = clock.advance(Duration.ofMinutes(10));
            log.append(Bytes.utf8("c"));

            assertThat(log.read(0).appendedAt()).isEqualTo(start);
            assertThat(log.read(1).appendedAt()).isEqualTo(start);
            assertThat(log.read(2).appendedAt()).isEqualTo(later);
        }
    }

    @Test
    default void findsTheFirstRecordOfATimeOrLater(@TempDir Path directory) {
        SettableClock clock = new SettableClock();
        Instant one = clock.instant();
        try (CommitLog log = open(directory, clock)) {
            assertThat(log.offsetAt(one)).isEqualTo(0);

            log.append(List.of(Bytes.utf8("a"), Bytes.utf8("b")));
            Instant two = clock.advance(Duration.ofSeconds(10));
            log.append(List.of(Bytes.utf8("c"), Bytes.utf8("d")));

            assertThat(log.offsetAt(one.minusSeconds(1))).isEqualTo(0);
            assertThat(log.offsetAt(one)).isEqualTo(0);
            assertThat(log.offsetAt(one.plusSeconds(1))).isEqualTo(2);
            assertThat(log.offsetAt(two)).isEqualTo(2);
            assertThat(log.offsetAt(two.plusSeconds(1))).isEqualTo(4);
        }
    }

    @Test
    default void failsEverythingAfterClose(@TempDir Path directory) {
        CommitLog log = open(directory);
        log.append(Bytes.utf8("a"));

        log.close();
        log.close();

        assertThatThrownBy(() -> log.append(Bytes.utf8("b")))
                .isInstanceOf(LogUnavailableException.class);
        assertThatThrownBy(() -> log.read(0)).isInstanceOf(LogUnavailableException.class);
        assertThatThrownBy(log::offsets).isInstanceOf(LogUnavailableException.class);
        assertThatThrownBy(() -> log.offsetAt(Instant.EPOCH))
                .isInstanceOf(LogUnavailableException.class);
        assertThatThrownBy(() -> log.follow(0)).isInstanceOf(LogUnavailableException.class);
    }
}
