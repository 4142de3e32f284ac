package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import proglog.CorruptLogException;
import proglog.LogCursor;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;
import proglog.SettableClock;
import proglog.storage.FaultyDisk.Operation;

/// Task 3.5: [Roller#roll] also forgets what need not be kept.
@Tag("task-3.5")
final class RetentionTest {

    private static final String SECTION = "see README.md, Task 3.5";

    /// One record of 100 bytes a segment, 192 bytes of store.
    private static final SegmentedLogConfig CONFIG =
            SegmentedLogConfig.defaults().withSegments(1, 120);

    private static final String VALUE = "x".repeat(100);

    private final SettableClock clock = new SettableClock();
    private final FaultyDisk disk = FaultyDisk.volatileDisk();
    private final Path directory;

    RetentionTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void keepsEverythingUnlessItIsTold() {
        try (SegmentedLog log = open(CONFIG)) {
            append(log, 10);
            clock.advance(Duration.ofDays(10_000));
            append(log, 1);

            assertThat(log.offsets()).as(SECTION).isEqualTo(new OffsetRange(0, 11));
        }
    }

    @Test
    void dropsTheOldestSegmentsWhileThereAreTooManyBytes() {
        try (SegmentedLog log = open(CONFIG.withRetention(3 * 192, SegmentedLogConfig.FOREVER))) {
            append(log, 10);

            assertThat(log.offsets()).as(SECTION).isEqualTo(new OffsetRange(7, 10));
            assertThatThrownBy(() -> log.read(6))
                    .isInstanceOf(OffsetOutOfRangeException.class)
                    .hasMessage("offset 6 is outside [7, 10)");
        }
    }

    @Test
    void keepsTheActiveSegmentWhateverItsSize() {
        try (SegmentedLog log = open(CONFIG.withRetention(0, SegmentedLogConfig.FOREVER))) {
            append(log, 3);

            assertThat(log.offsets()).as(SECTION).isEqualTo(new OffsetRange(2, 3));
        }
    }

    @Test
    void dropsSegmentsWhoseLastRecordIsTooOld() {
        try (SegmentedLog log = open(CONFIG.withRetention(Long.MAX_VALUE, Duration.ofHours(1)))) {
            append(log, 2);
            clock.advance(Duration.ofMinutes(30));
            append(log, 2);
            clock.advance(Duration.ofMinutes(30));
            log.forgetOld();
            assertThat(log.offsets()).as("not older than that").isEqualTo(new OffsetRange(0, 4));

            clock.advance(Duration.ofMillis(1));
            append(log, 1);

            assertThat(log.offsets()).as(SECTION).isEqualTo(new OffsetRange(2, 5));
            clock.advance(Duration.ofDays(1));
            log.forgetOld();
            assertThat(log.offsets()).as(SECTION).isEqualTo(new OffsetRange(4, 5));
        }
    }

    @Test
    void dropsWhatIsTooOldWhenItIsOpened() {
        SegmentedLogConfig config = CONFIG.withRetention(Long.MAX_VALUE, Duration.ofHours(1));
        try (SegmentedLog log = open(config)) {
            append(log, 3);
        }
        clock.advance(Duration.ofHours(2));

        try (SegmentedLog log = open(config)) {
            assertThat(log.offsets()).isEqualTo(new OffsetRange(2, 3));
        }
    }

    @Test
    void takesAnyAge() {
        SegmentedLogConfig config =
                CONFIG.withRetention(Long.MAX_VALUE, Duration.ofSeconds(Long.MAX_VALUE / 2));
        try (SegmentedLog log = open(config)) {
            append(log, 3);

            assertThat(log.offsets()).isEqualTo(new OffsetRange(0, 3));
        }
    }

    @Test
    void tellsAFollowerThatWhatItWantsIsGone() throws Exception {
        try (SegmentedLog log = open(CONFIG.withRetention(2 * 192, SegmentedLogConfig.FOREVER));
                LogCursor cursor = log.follow(0)) {
            append(log, 1);
            assertThat(cursor.next().offset()).isZero();
            append(log, 5);

            assertThatThrownBy(cursor::next)
                    .isInstanceOf(OffsetOutOfRangeException.class)
                    .hasMessage("offset 1 is outside [4, 6)");
        }
    }

    @Test
    void dropsLaterWhatItCouldNotDropNow() throws IOException {
        SegmentedLogConfig config = CONFIG.withRetention(2 * 192, SegmentedLogConfig.FOREVER);
        try (SegmentedLog log = open(config)) {
            append(log, 2);
            Path oldest = Written.store(directory, 0);
            disk.breakWith((operation, path, _) -> {
                if (operation == Operation.CLOSE && path.equals(oldest)) {
                    throw new IOException("Input/output error");
                }
            });
            append(log, 1);
            assertThat(log.offsets()).as("appends go on").isEqualTo(new OffsetRange(1, 3));
            assertThat(oldest).exists();

            disk.heal();
            append(log, 1);

            assertThat(Written.files(directory, ".store")).hasSize(2);
        }
    }

    @Test
    void appendsAlthoughTheOldestSegmentIsDamaged() throws IOException {
        SegmentedLogConfig config = CONFIG.withRetention(Long.MAX_VALUE, Duration.ofHours(1));
        try (SegmentedLog log = open(config)) {
            append(log, 3);
            Written.flip(Written.store(directory, 0), 100);
            clock.advance(Duration.ofHours(2));

            append(log, 2);

            assertThat(log.offsets()).as("nobody knows how old it is").matches(r -> r.first() == 0);
            assertThatThrownBy(() -> log.read(0)).isInstanceOf(CorruptLogException.class);
            assertThat(log.read(1).value().length()).isEqualTo(100);
        }
    }

    /// A store that ends behind a mapping's back fails like a sector that cannot be read.
    @Test
    @EnabledOnOs(OS.LINUX)
    void appendsAlthoughTheOldestSegmentCanNotBeRead() throws IOException {
        SegmentedLogConfig config = CONFIG.withRetention(Long.MAX_VALUE, Duration.ofHours(1));
        try (SegmentedLog log = open(config)) {
            append(log, 3);
            Written.resize(Written.store(directory, 0), 0);
            clock.advance(Duration.ofHours(2));

            append(log, 2);

            assertThat(log.offsets().next()).isEqualTo(5);
            assertThatThrownBy(() -> log.read(0))
                    .isInstanceOf(LogUnavailableException.class)
                    .hasMessageStartingWith("offset 0 could not be read from ");
            assertThat(log.read(4).value().length()).isEqualTo(100);
        }
    }

    private static void append(SegmentedLog log, int count) {
        for (int i = 0; i < count; i++) {
            Written.append(log, VALUE);
        }
    }

    private SegmentedLog open(SegmentedLogConfig config) {
        return SegmentedLog.open(disk, directory, config, clock, StorageListener.NONE);
    }
}
