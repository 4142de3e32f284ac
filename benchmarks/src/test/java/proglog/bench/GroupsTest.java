package proglog.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Deadline;
import proglog.storage.SegmentedLog;
import proglog.storage.SyncPolicy;

class GroupsTest {

    @TempDir private Path directory = Path.of("");

    @Test
    void aCallerAloneIsAGroupWithEachAppend() throws Exception {
        append(SyncPolicy.EVERY_APPEND, 1_000_000, 7, 3);

        Groups groups = Groups.of(RawFiles.stores(directory));

        assertThat(groups.groups()).isEqualTo(7);
        assertThat(groups.records()).isEqualTo(21);
        assertThat(groups.recordsPerGroup()).isEqualTo(3);
    }

    @Test
    void countsOverAllSegments() throws Exception {
        append(SyncPolicy.EVERY_APPEND, 1_000, 20, 5);

        Groups groups = Groups.of(RawFiles.stores(directory));

        assertThat(RawFiles.stores(directory)).hasSizeGreaterThan(5);
        assertThat(groups.groups()).isEqualTo(20);
        assertThat(groups.bytesPerGroup()).isBetween(5 * 100.0, 5 * 100 + 100.0);
    }

    private void append(SyncPolicy sync, long segmentBytes, int appends, int records) {
        try (SegmentedLog log = Workload.open(directory, segmentBytes, sync)) {
            for (int i = 0; i < appends; i++) {
                log.append(Workload.batch(records), Deadline.never());
            }
        }
    }
}
