package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Bytes;
import proglog.LogUnavailableException;
import proglog.OffsetRange;
import proglog.storage.FaultyDisk.Operation;

/// How a log is opened.
final class OpeningTest {

    private static final SegmentedLogConfig CONFIG =
            SegmentedLogConfig.defaults().withSegments(10_000, 120);

    private final FaultyDisk disk = FaultyDisk.volatileDisk();
    private final Path directory;

    OpeningTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void readsOnlyTheLastSegment() throws IOException {
        int segments = 50;
        try (SegmentedLog log = open()) {
            for (int i = 0; i < segments; i++) {
                log.append(Bytes.wrap(new byte[10_000]));
            }
            Written.append(log, "last");
            assertThat(log.segments()).hasSize(segments + 1);
            Written.copy(directory, directory.resolve("killed"));
        }
        AtomicLong read = new AtomicLong();
        AtomicLong reads = new AtomicLong();
        disk.breakWith((operation, _, bytes) -> {
            if (operation == Operation.READ) {
                read.addAndGet(bytes);
                reads.incrementAndGet();
            }
        });

        for (Path path : new Path[] {directory, directory.resolve("killed")}) {
            read.set(0);
            reads.set(0);
            try (SegmentedLog log =
                    SegmentedLog.open(
                            disk, path, CONFIG, InstantSource.system(), StorageListener.NONE)) {
                long last = Files.size(Written.store(path, segments));
                assertThat(read.get()).isLessThan(last + (segments + 1) * 200L);
                assertThat(reads.get()).isLessThan(4L * (segments + 2));
                assertThat(log.offsets()).isEqualTo(new OffsetRange(0, segments + 1));
            }
        }
    }

    @Test
    void beginsAtTheConfiguredOffset() {
        try (SegmentedLog log = SegmentedLog.open(directory, CONFIG.withFirstOffset(1000))) {
            assertThat(log.offsets()).isEqualTo(new OffsetRange(1000, 1000));
            assertThat(log.append(Bytes.utf8("a"))).isEqualTo(1000);
        }
        try (SegmentedLog log = open()) {
            assertThat(log.offsets()).isEqualTo(new OffsetRange(1000, 1001));
        }
    }

    @Test
    void createsItsDirectory() {
        Path deep = directory.resolve("a").resolve("b").resolve("c");
        List<Path> synced = new ArrayList<>();
        disk.breakWith((operation, path, _) -> {
            if (operation == Operation.SYNC_DIRECTORY) {
                synced.add(path);
            }
        });

        SegmentedLog.open(disk, deep, CONFIG, InstantSource.system(), StorageListener.NONE).close();

        assertThat(deep).isDirectory();
        assertThat(synced)
                .as("each name is durable")
                .contains(
                        directory,
                        directory.resolve("a"),
                        directory.resolve("a").resolve("b"),
                        deep);
    }

    @Test
    void changesNothingWhenItIsOpenedAndClosed() throws IOException {
        try (SegmentedLog log = open()) {
            Written.append(log, "a", "b");
        }
        byte[] store = Files.readAllBytes(Written.store(directory, 0));

        for (int i = 0; i < 3; i++) {
            open().close();
        }

        assertThat(Files.readAllBytes(Written.store(directory, 0))).isEqualTo(store);
    }

    @Test
    void leavesNoFileOpen() {
        for (int i = 0; i < 3; i++) {
            try (SegmentedLog log = open()) {
                for (int value = 0; value < 30; value++) {
                    Written.append(log, "value " + value);
                }
                assertThat(log.segments()).hasSizeGreaterThan(2);
            }
            assertThat(disk.openFiles()).isZero();
        }
    }

    @Test
    void saysWhyItCouldNotBeOpened() {
        open().close();
        disk.breakWith((operation, path, _) -> {
            if (operation == Operation.OPEN && path.toString().endsWith(".store")) {
                throw new AccessDeniedException(path.toString());
            }
        });

        assertThatThrownBy(this::open)
                .isInstanceOf(LogUnavailableException.class)
                .hasMessageContaining(directory + " could not be opened")
                .hasMessageContaining("AccessDenied")
                .hasMessageContaining(".store");

        disk.heal();
        open().close();
        assertThat(disk.openFiles()).isZero();
    }

    private SegmentedLog open() {
        return SegmentedLog.open(
                disk, directory, CONFIG, InstantSource.system(), StorageListener.NONE);
    }
}
