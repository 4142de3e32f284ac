package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Batch;
import proglog.Bytes;
import proglog.CommitLog;
import proglog.CommitLogContract;
import proglog.Deadline;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;
import proglog.ProducerSequence;
import proglog.SettableClock;

/// The log in files keeps the contract, and what it holds survives.
final class SegmentedLogTest implements CommitLogContract {

    private static final SegmentedLogConfig SMALL =
            SegmentedLogConfig.defaults().withSegments(2000, 3 * Index.ENTRY_BYTES);

    @Override
    public CommitLog open(Path directory, InstantSource clock) {
        return SegmentedLog.open(directory, SegmentedLogConfig.defaults(), clock);
    }

    @Test
    void beginsNewSegments(@TempDir Path directory) {
        try (SegmentedLog log = small(directory)) {
            Written.append(log, "a", "b", "c", "d", "e", "f", "g");

            assertThat(log.segments().stream().map(SegmentInfo::offsets))
                    .containsExactly(
                            new OffsetRange(0, 3), new OffsetRange(3, 6), new OffsetRange(6, 7));
            assertThat(Written.contents(log)).containsExactly("a", "b", "c", "d", "e", "f", "g");
        }
    }

    @Test
    void beginsANewSegmentWhenTheStoreIsFull(@TempDir Path directory) {
        SegmentedLogConfig config = SegmentedLogConfig.defaults().withSegments(200, 12_000);
        try (SegmentedLog log = SegmentedLog.open(directory, config)) {
            Written.append(log, "a".repeat(60), "b".repeat(60), "c".repeat(60));

            assertThat(log.segments().stream().map(SegmentInfo::offsets))
                    .containsExactly(new OffsetRange(0, 2), new OffsetRange(2, 3));
            assertThat(log.segments().getFirst().bytes()).isEqualTo(32 + 2 * 120);
        }
    }

    @Test
    void keepsABatchInOneSegment(@TempDir Path directory) {
        try (SegmentedLog log = small(directory)) {
            Written.append(log, "a", "b");
            List<Bytes> values = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                values.add(Bytes.wrap(new byte[60]));
            }
            assertThat(log.append(values)).isEqualTo(new OffsetRange(2, 102));
            assertThat(log.segments().stream().map(SegmentInfo::offsets))
                    .contains(new OffsetRange(2, 102));
        }
    }

    @Test
    void isTheSameWhenItIsOpenedAgain(@TempDir Path directory) {
        List<String> expected = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            try (SegmentedLog log = small(directory)) {
                assertThat(Written.contents(log)).isEqualTo(expected);
                for (int i = 0; i < 4; i++) {
                    expected.add("round " + round + ", value " + i);
                    Written.append(log, expected.getLast());
                }
                assertThat(Written.contents(log)).isEqualTo(expected);
            }
        }
    }

    @Test
    void goesOnWithOtherLimits(@TempDir Path directory) {
        try (SegmentedLog log = SegmentedLog.open(directory, SegmentedLogConfig.defaults())) {
            Written.append(log, "a", "b", "c", "d", "e");
        }
        try (SegmentedLog log = small(directory)) {
            Written.append(log, "f");
            assertThat(log.segments().stream().map(SegmentInfo::offsets))
                    .containsExactly(new OffsetRange(0, 5), new OffsetRange(5, 6));
            assertThat(Written.contents(log)).containsExactly("a", "b", "c", "d", "e", "f");
        }
    }

    @Test
    void saysWhichOffsetsItHas(@TempDir Path directory) {
        try (SegmentedLog log = SegmentedLog.open(directory, SMALL.withFirstOffset(10))) {
            Written.append(log, "a", "b");

            assertThatThrownBy(() -> log.read(12))
                    .isInstanceOfSatisfying(
                            OffsetOutOfRangeException.class,
                            e -> {
                                assertThat(e.offset()).isEqualTo(12);
                                assertThat(e.range()).isEqualTo(new OffsetRange(10, 12));
                            });
            assertThatThrownBy(() -> log.read(9)).hasMessage("offset 9 is outside [10, 12)");
            assertThatThrownBy(() -> log.follow(9)).hasMessage("offset 9 is outside [10, 12)");
        }
    }

    @Test
    void refusesAValueOverTheLimit(@TempDir Path directory) {
        SegmentedLogConfig config = SegmentedLogConfig.defaults().withMaxValueBytes(10);
        try (SegmentedLog log = SegmentedLog.open(directory, config)) {
            log.append(Bytes.wrap(new byte[10]));

            assertThatThrownBy(() -> log.append(Bytes.wrap(new byte[11])))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a value of 11 bytes is over the limit of 10 bytes");
            assertThat(log.offsets().next()).isEqualTo(1);
        }
    }

    @Test
    void refusesABatchThatNoIndexHolds(@TempDir Path directory) {
        try (SegmentedLog log = small(directory)) {
            List<Bytes> values = List.of(Bytes.wrap(new byte[9000]));

            assertThatThrownBy(() -> log.append(values))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("5 frames")
                    .hasMessageContaining("limit of 3");
            assertThat(log.offsets().isEmpty()).isTrue();
        }
    }

    @Test
    void keepsHugeAndEmptyValues(@TempDir Path directory) {
        byte[] huge = new byte[16 * 1024 * 1024];
        huge[huge.length - 1] = 7;
        List<Bytes> values = List.of(Bytes.EMPTY, Bytes.wrap(huge), Bytes.EMPTY, Bytes.utf8("a"));
        try (CommitLog log = open(directory)) {
            log.append(values);
        }
        try (CommitLog log = open(directory)) {
            for (int i = 0; i < values.size(); i++) {
                assertThat(log.read(i).value().equals(values.get(i))).isTrue();
            }
        }
    }

    @Test
    void neverGoesBackInTimeOverARestart(@TempDir Path directory) {
        SettableClock clock = new SettableClock();
        Instant start = clock.instant();
        try (CommitLog log = open(directory, clock)) {
            log.append(Bytes.utf8("a"));
        }
        clock.advance(Duration.ofHours(-1));
        try (CommitLog log = open(directory, clock)) {
            log.append(Bytes.utf8("b"));
            assertThat(log.read(1).appendedAt()).isEqualTo(start);
        }
    }

    @Test
    void findsATimeInManySegments(@TempDir Path directory) {
        SettableClock clock = new SettableClock();
        Instant start = clock.instant();
        try (SegmentedLog log = SegmentedLog.open(directory, SMALL, clock)) {
            for (int i = 0; i < 20; i++) {
                log.append(Written.values(List.of("a" + i, "b" + i)));
                clock.advance(Duration.ofSeconds(10));
            }
            assertThat(log.segments()).hasSizeGreaterThan(5);
            for (int i = 0; i < 20; i++) {
                Instant time = start.plusSeconds(10L * i);
                assertThat(log.offsetAt(time)).isEqualTo(2L * i);
                assertThat(log.offsetAt(time.minusMillis(1))).isEqualTo(2L * i);
                assertThat(log.offsetAt(time.plusMillis(1))).isEqualTo(2L * i + 2);
            }
            log.truncatePrefix(20);
            assertThat(log.offsetAt(start)).isEqualTo(log.offsets().first());
        }
    }

    @Test
    void remembersProducersOverARestart(@TempDir Path directory) {
        Batch batch = new Batch(Written.values(List.of("a", "b")), new ProducerSequence(-3, 8));
        try (CommitLog log = open(directory)) {
            log.append(Bytes.utf8("before"));
            assertThat(log.append(batch, Deadline.never())).isEqualTo(new OffsetRange(1, 3));
        }
        try (CommitLog log = open(directory)) {
            assertThat(log.append(batch, Deadline.never())).isEqualTo(new OffsetRange(1, 3));
            assertThat(log.offsets()).isEqualTo(new OffsetRange(0, 3));
        }
    }

    @Test
    void copiesTheBytesOfAllStores(@TempDir Path directory) throws Exception {
        try (SegmentedLog log = small(directory)) {
            Written.append(log, "a", "b", "c", "d", "e", "f", "g");
            ByteArrayOutputStream copied = new ByteArrayOutputStream();

            log.copyTo(Channels.newChannel(copied));

            ByteArrayOutputStream expected = new ByteArrayOutputStream();
            for (Path store : Written.files(directory, ".store")) {
                expected.write(Files.readAllBytes(store));
            }
            assertThat(copied.toByteArray()).isEqualTo(expected.toByteArray());
            assertThat(log.segments().stream().mapToLong(SegmentInfo::bytes).sum())
                    .isEqualTo(copied.size());
        }
    }

    @Test
    void removesItsFiles(@TempDir Path directory) throws Exception {
        SegmentedLog log = small(directory);
        Written.append(log, "a", "b", "c", "d");

        log.remove();

        assertThat(Written.files(directory, "e")).isEmpty();
        assertThatThrownBy(() -> log.read(0)).isInstanceOf(LogUnavailableException.class);
        try (SegmentedLog again = small(directory)) {
            assertThat(again.offsets()).isEqualTo(new OffsetRange(0, 0));
        }
    }

    private static SegmentedLog small(Path directory) {
        return SegmentedLog.open(directory, SMALL);
    }
}
