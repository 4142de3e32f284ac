package proglog.consensus.jraft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.OffsetOutOfRangeException;
import proglog.storage.SegmentInfo;
import proglog.storage.SegmentedLog;
import proglog.storage.StorageListener;

/// Old entries go, but never one that Raft may need.
final class RetentionTest {

    private static final Duration EVER = Duration.ofSeconds(Long.MAX_VALUE);

    private final Path directory;

    RetentionTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void keepsEverythingUntilRaftReleasesIt() {
        try (RaftLog log = Logs.open(directory, new RaftLogSettings(2_000, 5_000, EVER))) {
            Logs.append(log, 1, 30);
            for (int i = 0; i < 30; i++) {
                Logs.append(log, 1, 5);
            }
            assertThat(log.firstIndex()).isEqualTo(1);

            log.releasePrefix(100);

            assertThat(log.firstIndex()).isBetween(50L, 99L);
            assertThat(log.term(99)).isEqualTo(1); // the last entry of the snapshot
        }
    }

    @Test
    void deletesAsTheLogGrows() {
        try (RaftLog log = Logs.open(directory, new RaftLogSettings(2_000, 5_000, EVER))) {
            for (int i = 0; i < 200; i++) {
                Logs.append(log, 1, 5);
                log.releasePrefix(log.nextIndex());
            }
            List<SegmentInfo> segments = log.read(SegmentedLog::segments);
            assertThat(segments).hasSizeLessThanOrEqualTo(5_000 / 2_000 + 2);
            assertThat(segments.stream().mapToLong(SegmentInfo::bytes).sum())
                    .as("no more goes than must")
                    .isGreaterThan(5_000 - 2_500);
            long first = log.firstIndex();
            assertThat(log.read(first).firstOffset()).isEqualTo(first - 1);
            assertThatThrownBy(() -> log.read(first - 1))
                    .isInstanceOf(OffsetOutOfRangeException.class);
            assertThatThrownBy(() -> log.indexOf(first - 2))
                    .isInstanceOf(OffsetOutOfRangeException.class)
                    .hasMessage("offset %d is outside [%d, 1000)".formatted(first - 2, first - 1));
            assertThat(log.indexOf(first - 1)).isEqualTo(first);
        }
    }

    @Test
    void deletesLaterWhatWasReleasedWhenThereWasRoom() {
        try (RaftLog log = Logs.open(directory, new RaftLogSettings(2_000, 15_000, EVER))) {
            appendFives(log, 10);
            log.releasePrefix(51);
            assertThat(log.firstIndex()).isEqualTo(1);

            appendFives(log, 30);

            assertThat(log.firstIndex()).isBetween(2L, 50L);
        }
    }

    private static void appendFives(RaftLog log, int times) {
        for (int i = 0; i < times; i++) {
            Logs.append(log, 1, 5);
        }
    }

    @Test
    void tellsWhatItsDiskDoes() throws IOException {
        List<String> told = new CopyOnWriteArrayList<>();
        StorageListener listener =
                new StorageListener() {
                    @Override
                    public void synced(long bytes, long nanos) {
                        told.add("synced");
                    }

                    @Override
                    public void rolled(SegmentInfo full) {
                        told.add("full " + full.offsets());
                    }

                    @Override
                    public void dropped(SegmentInfo oldest) {
                        told.add("dropped " + oldest.offsets());
                    }
                };
        RaftLogSettings nothing = new RaftLogSettings(100, 1, EVER);
        try (RaftLog log =
                RaftLog.open(directory, nothing, Logs::measure, InstantSource.system(), listener)) {
            Logs.append(log, 1, 1);
            Logs.append(log, 1, 1);
            log.releasePrefix(3);
        }

        assertThat(told).contains("synced", "full [1, 2)", "dropped [1, 2)");
    }

    @Test
    void neverForgetsHowManyRecordsThereWere() {
        RaftLogSettings nothing = new RaftLogSettings(100, 1, EVER);
        try (RaftLog log = Logs.open(directory, nothing)) {
            for (int i = 0; i < 50; i++) {
                Logs.append(log, 1, 1);
                log.releasePrefix(log.nextIndex());
            }
        }
        try (RaftLog log = Logs.open(directory, nothing)) {
            assertThat(log.nextOffset()).isEqualTo(50);
            assertThat(log.firstIndex()).isEqualTo(50);
            Logs.append(log, 2, 1);
            log.truncateSuffix(51);
            assertThat(log.nextOffset()).isEqualTo(50);
        }
    }

    @Test
    void deletesWhatIsTooOld() {
        Instant now = Instant.ofEpochSecond(0, 1_000_000);
        RaftLogSettings aMillisecond =
                new RaftLogSettings(2_000, Long.MAX_VALUE, Duration.ofNanos(999_800));
        try (RaftLog log = Logs.open(directory, aMillisecond, () -> now)) {
            for (int i = 0; i < 100; i++) {
                Logs.append(log, 1, 5); // entry i is of nanosecond i
            }
            log.releasePrefix(400);

            long first = log.firstIndex();
            assertThat(first).isBetween(150L, 201L);
        }
    }

    @Test
    void doesNotTakeCommandsWithoutATimeForOld() {
        RaftLogSettings aSecond = new RaftLogSettings(2_000, Long.MAX_VALUE, Duration.ofSeconds(1));
        try (RaftLog log = Logs.open(directory, aSecond)) {
            for (int i = 1; i <= 100; i++) {
                log.append(List.of(Logs.data(i, 1, 0, 0, 100)));
            }
            log.releasePrefix(101);

            assertThat(log.firstIndex()).isEqualTo(1);
        }
    }
}
