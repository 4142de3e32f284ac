package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Bytes;
import proglog.LogUnavailableException;
import proglog.OffsetRange;

/// A log whose files are linked into another directory is there a second time.
final class SegmentLinksTest {

    private static final SegmentedLogConfig SMALL =
            SegmentedLogConfig.defaults().withSegments(400, 1200);

    private final Path directory;
    private final Path target;

    SegmentLinksTest(@TempDir Path root) {
        this.directory = root.resolve("log");
        this.target = root.resolve("links");
    }

    @BeforeEach
    void createTarget() throws IOException {
        Files.createDirectory(target);
    }

    private static Bytes value(long offset) {
        return Bytes.utf8("value " + offset);
    }

    private static void append(SegmentedLog log, int count) {
        for (int i = 0; i < count; i++) {
            log.append(value(log.offsets().next()));
        }
    }

    private void assertLinked(long first, long next) {
        try (SegmentedLog links = SegmentedLog.open(target, SMALL)) {
            assertThat(links.offsets()).isEqualTo(new OffsetRange(first, next));
            for (long offset = first; offset < next; offset++) {
                assertThat(links.read(offset).value()).isEqualTo(value(offset));
            }
        }
    }

    @Test
    void isTheSameLog() {
        try (SegmentedLog log = SegmentedLog.open(directory, SMALL)) {
            append(log, 30);

            List<String> names = log.linkTo(target, 30);

            assertThat(log.segments()).hasSizeGreaterThan(3);
            assertThat(names).containsExactlyInAnyOrderElementsOf(List.of(target.toFile().list()));
            assertLinked(0, 30);
        }
    }

    @Test
    void endsWithTheSegmentThatHoldsTheLastRecordWanted() {
        try (SegmentedLog log = SegmentedLog.open(directory, SMALL)) {
            append(log, 30);
            OffsetRange second = log.segments().get(1).offsets();

            log.linkTo(target, second.first() + 1);

            assertLinked(0, second.next());
        }
    }

    @Test
    void outlivesWhatTheLogForgetsAndCuts() {
        try (SegmentedLog log = SegmentedLog.open(directory, SMALL)) {
            append(log, 30);
            log.linkTo(target, 30);

            log.truncateSuffix(25);
            log.truncatePrefix(20);
            append(log, 1);
            log.reset(1000);
        }
        assertLinked(0, 30);
    }

    @Test
    void mayHaveWhatIsAppendedLater() {
        try (SegmentedLog log = SegmentedLog.open(directory, SMALL)) {
            append(log, 30);
            log.linkTo(target, 30);

            append(log, 30);
        }
        try (SegmentedLog links = SegmentedLog.open(target, SMALL)) {
            assertThat(links.offsets().next()).isBetween(30L, 60L);
            links.truncateSuffix(30);
        }
        assertLinked(0, 30);
    }

    @Test
    void leavesTheLogAsItIsWhenItFails() throws IOException {
        try (SegmentedLog log = SegmentedLog.open(directory, SMALL)) {
            append(log, 30);
            Files.delete(target);

            assertThatThrownBy(() -> log.linkTo(target, 30))
                    .isInstanceOf(LogUnavailableException.class)
                    .hasMessageContaining("could not be linked into " + target);

            append(log, 1);
            assertThat(log.offsets()).isEqualTo(new OffsetRange(0, 31));
        }
    }
}
