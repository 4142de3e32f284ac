package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Batch;
import proglog.Deadline;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;
import proglog.ProducerSequence;

/// Task 3.8: [Truncation#prefix], and its counterparts.
@Tag("task-3.8")
final class TruncationTest {

    private static final String SECTION = "see README.md, Task 3.8";
    private static final SegmentedLogConfig CONFIG =
            SegmentedLogConfig.defaults().withSegments(100_000, 3 * Index.ENTRY_BYTES);
    private static final List<String> CONTENTS =
            List.of("v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7");

    private final Path directory;

    TruncationTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void dropsWholeSegmentsBelowAnOffset() throws Exception {
        for (long offset = 0; offset <= 9; offset++) {
            Path fresh = Files.createTempDirectory(directory, "log");
            long first = offset / 3 * 3;
            try (SegmentedLog log = written(fresh)) {
                log.truncatePrefix(offset);

                assertThat(log.offsets())
                        .as("below %d, %s", offset, SECTION)
                        .isEqualTo(new OffsetRange(Math.min(6, first), 8));
                assertThat(Written.files(fresh, ".store"))
                        .hasSize(3 - (int) Math.min(2, first / 3));
            }
        }
    }

    @Test
    void neverDropsTheActiveSegment() {
        try (SegmentedLog log = written(directory)) {
            log.truncatePrefix(Long.MAX_VALUE);

            assertThat(log.offsets()).as(SECTION).isEqualTo(new OffsetRange(6, 8));
            assertThatThrownBy(() -> log.read(5)).hasMessage("offset 5 is outside [6, 8)");
            Written.append(log, "v8");
            assertThat(log.offsets()).isEqualTo(new OffsetRange(6, 9));
        }
        try (SegmentedLog log = open(directory)) {
            assertThat(log.offsets()).as(SECTION).isEqualTo(new OffsetRange(6, 9));
        }
    }

    @Test
    void cutsTheEndAtEveryOffset() throws Exception {
        for (int offset = 0; offset <= 8; offset++) {
            Path fresh = Files.createTempDirectory(directory, "log");
            try (SegmentedLog log = written(fresh)) {
                log.truncateSuffix(offset);

                assertThat(Written.contents(log)).isEqualTo(CONTENTS.subList(0, offset));
                Written.append(log, "new");
                assertThat(log.read(offset).value().toUtf8()).isEqualTo("new");
            }
            try (SegmentedLog log = open(fresh)) {
                assertThat(log.offsets()).isEqualTo(new OffsetRange(0, offset + 1));
                assertThat(Written.contents(log).subList(0, offset))
                        .isEqualTo(CONTENTS.subList(0, offset));
            }
        }
    }

    @Test
    void cutsTheEndInTheMiddleOfABatch() {
        try (SegmentedLog log = open(directory)) {
            log.append(Written.values(List.of("a", "b", "c")));
            log.append(Written.values(List.of("x".repeat(3000), "y".repeat(3000), "z")));

            log.truncateSuffix(4);
            assertThat(log.offsets()).isEqualTo(new OffsetRange(0, 4));
            log.truncateSuffix(2);
            Written.append(log, "d");
        }
        try (SegmentedLog log = open(directory)) {
            assertThat(Written.contents(log)).containsExactly("a", "b", "d");
        }
    }

    @Test
    void refusesToCutWhereNothingIs() {
        try (SegmentedLog log = written(directory)) {
            log.truncatePrefix(3);

            assertThatThrownBy(() -> log.truncateSuffix(2))
                    .isInstanceOf(OffsetOutOfRangeException.class)
                    .hasMessage("offset 2 is outside [3, 8)");
            assertThatThrownBy(() -> log.truncateSuffix(9)).hasMessageContaining("[3, 8)");

            log.truncateSuffix(3);
            assertThat(log.offsets()).isEqualTo(new OffsetRange(3, 3));
        }
    }

    @Test
    void startsOverAtAnyOffset() throws Exception {
        for (long offset : new long[] {0, 1, 3, 6, 8, 1_000_000}) {
            Path fresh = Files.createTempDirectory(directory, "log");
            try (SegmentedLog log = written(fresh)) {
                log.reset(offset);

                assertThat(log.offsets()).isEqualTo(new OffsetRange(offset, offset));
                assertThat(Written.files(fresh, ".store")).hasSize(1);
                Written.append(log, "a", "b", "c", "d");
            }
            try (SegmentedLog log = open(fresh)) {
                assertThat(Written.contents(log)).containsExactly("a", "b", "c", "d");
                assertThat(log.offsets().first()).isEqualTo(offset);
            }
        }
    }

    @Test
    void refusesToStartOverBelowZero() {
        try (SegmentedLog log = written(directory)) {
            assertThatThrownBy(() -> log.reset(-1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("-1");

            assertThat(Written.contents(log)).isEqualTo(CONTENTS);
        }
    }

    @Test
    void forgetsTheProducersOfWhatWasCut() {
        Batch batch = new Batch(Written.values(List.of("a", "b")), new ProducerSequence(9, 1));
        try (SegmentedLog log = open(directory)) {
            Written.append(log, "v0");
            log.append(batch, Deadline.never());
            log.truncateSuffix(2); // in the middle of the batch

            assertThat(log.append(batch, Deadline.never())).isEqualTo(new OffsetRange(2, 4));
            log.truncateSuffix(3);
        }
        try (SegmentedLog log = open(directory)) {
            assertThat(log.append(batch, Deadline.never())).isEqualTo(new OffsetRange(3, 5));
            log.reset(0);
            assertThat(log.append(batch, Deadline.never())).isEqualTo(new OffsetRange(0, 2));
        }
    }

    @Test
    void doesNothingOnAClosedLog() {
        SegmentedLog log = written(directory);
        log.close();

        assertThatThrownBy(() -> log.truncatePrefix(3)).isInstanceOf(LogUnavailableException.class);
        assertThatThrownBy(() -> log.truncateSuffix(3)).isInstanceOf(LogUnavailableException.class);
        assertThatThrownBy(() -> log.reset(3)).isInstanceOf(LogUnavailableException.class);
        assertThatThrownBy(log::forgetOld).isInstanceOf(LogUnavailableException.class);
        assertThatThrownBy(log::sync).isInstanceOf(LogUnavailableException.class);
    }

    private static SegmentedLog written(Path directory) {
        SegmentedLog log = open(directory);
        Written.append(log, CONTENTS.toArray(String[]::new));
        return log;
    }

    private static SegmentedLog open(Path directory) {
        return SegmentedLog.open(
                FaultyDisk.volatileDisk(),
                directory,
                CONFIG,
                InstantSource.system(),
                StorageListener.NONE);
    }
}
