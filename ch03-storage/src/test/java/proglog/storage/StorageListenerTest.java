package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.OffsetRange;
import proglog.OutcomeUnknownException;
import proglog.storage.FaultyDisk.Operation;

/// What a log tells who measures its disk.
final class StorageListenerTest {

    private static final SegmentedLogConfig SMALL =
            SegmentedLogConfig.defaults().withSegments(2000, 3 * Index.ENTRY_BYTES);

    private final Path directory;

    StorageListenerTest(@TempDir Path directory) {
        this.directory = directory;
    }

    /// Keeps what it is told. For many threads.
    private static final class Notebook implements StorageListener {

        final List<Long> synced = Collections.synchronizedList(new ArrayList<>());
        final List<SegmentInfo> rolled = Collections.synchronizedList(new ArrayList<>());
        final List<SegmentInfo> dropped = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void synced(long bytes, long nanos) {
            assertThat(nanos).isPositive();
            synced.add(bytes);
        }

        @Override
        public void rolled(SegmentInfo full) {
            rolled.add(full);
        }

        @Override
        public void dropped(SegmentInfo oldest) {
            dropped.add(oldest);
        }
    }

    @Test
    void hearsOfEachSyncAndHowMuchItPutOnTheDisk() {
        Notebook notebook = new Notebook();
        try (SegmentedLog log = open(SegmentedLogConfig.defaults(), notebook)) {
            long empty = log.segments().getFirst().bytes();

            Written.append(log, "a");
            Written.append(log, "b".repeat(100));
            log.sync(); // there is nothing left to do

            assertThat(notebook.synced).hasSize(2);
            assertThat(notebook.synced.stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(log.segments().getFirst().bytes() - empty);
        }
    }

    @Test
    void hearsOfSyncsAtAnInterval() {
        Notebook notebook = new Notebook();
        SegmentedLogConfig config =
                SegmentedLogConfig.defaults()
                        .withSync(SyncPolicy.INTERVAL)
                        .withSyncInterval(Duration.ofMillis(2));
        try (SegmentedLog log = open(config, notebook)) {
            Written.append(log, "a");

            Background.until(() -> !notebook.synced.isEmpty());
        }
    }

    @Test
    void hearsOfSegmentsThatBeginAndGo() {
        Notebook notebook = new Notebook();
        try (SegmentedLog log =
                open(SMALL.withRetention(0, SegmentedLogConfig.FOREVER), notebook)) {
            Written.append(log, "a", "b", "c", "d");

            assertThat(notebook.rolled.stream().map(SegmentInfo::offsets))
                    .containsExactly(new OffsetRange(0, 3));
            assertThat(notebook.dropped).isEqualTo(notebook.rolled);
        }
    }

    @Test
    void hearsNothingOfASyncThatFails() {
        Notebook notebook = new Notebook();
        FaultyDisk disk = new FaultyDisk();
        try (SegmentedLog log =
                SegmentedLog.open(
                        disk,
                        directory,
                        SegmentedLogConfig.defaults(),
                        InstantSource.system(),
                        notebook)) {
            disk.fail(Operation.FORCE, "Input/output error");

            assertThatThrownBy(() -> Written.append(log, "a"))
                    .isInstanceOf(OutcomeUnknownException.class);

            assertThat(notebook.synced).isEmpty();
            disk.heal();
        }
    }

    @Test
    void doesNotHurtTheLogWhenItFails() {
        StorageListener broken =
                new StorageListener() {
                    @Override
                    public void synced(long bytes, long nanos) {
                        throw new IllegalStateException("broken");
                    }

                    @Override
                    public void rolled(SegmentInfo full) {
                        throw new IllegalStateException("broken");
                    }
                };
        try (SegmentedLog log = open(SMALL, broken)) {
            Written.append(log, "a", "b", "c", "d");

            assertThat(Written.contents(log)).containsExactly("a", "b", "c", "d");
        }
    }

    private SegmentedLog open(SegmentedLogConfig config, StorageListener listener) {
        return SegmentedLog.open(directory, config, InstantSource.system(), listener);
    }
}
