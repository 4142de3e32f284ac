package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Task 3.8: a truncation that is interrupted at any step leaves a log: all that was, part of what
/// was to go, or nothing of it, but never a gap, and never more than was.
///
/// Before each operation of the disk the files are copied: that is what a process would leave that
/// is killed there.
@Tag("task-3.8")
final class InterruptedTruncationTest {

    private static final SegmentedLogConfig CONFIG =
            SegmentedLogConfig.defaults().withSegments(100_000, 3 * Index.ENTRY_BYTES);
    private static final List<String> CONTENTS =
            List.of("v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10");

    private final Path directory;

    InterruptedTruncationTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void cutsTheEndAtMostWhereItWasTold() throws IOException {
        for (int offset = 0; offset < CONTENTS.size(); offset++) {
            int cut = offset;
            for (Path killed : killedWhile(log -> log.truncateSuffix(cut))) {
                try (SegmentedLog log = open(killed)) {
                    List<String> left = Written.contents(log);
                    assertThat(left).isEqualTo(CONTENTS.subList(0, left.size()));
                    assertThat(left).hasSizeGreaterThanOrEqualTo(cut);
                    Written.append(log, "it goes on");
                }
            }
        }
    }

    @Test
    void cutsTheFrontAtMostWhereItWasTold() throws IOException {
        for (Path killed : killedWhile(log -> log.truncatePrefix(8))) {
            try (SegmentedLog log = open(killed)) {
                long first = log.offsets().first();
                assertThat(first).isIn(0L, 3L, 6L);
                assertThat(Written.contents(log)).isEqualTo(CONTENTS.subList((int) first, 11));
            }
        }
    }

    @Test
    void startsOverOrNotAtAll() throws IOException {
        for (long offset : new long[] {0, 3, 4, 9, 11, 50}) {
            int over = 0;
            for (Path killed : killedWhile(log -> log.reset(offset))) {
                try (SegmentedLog log = open(killed)) {
                    if (log.offsets().next() == offset && log.offsets().isEmpty()) {
                        over++;
                    } else {
                        assertThat(over).as("once begun anew, it stays so").isZero();
                        assertThat(Written.contents(log)).isEqualTo(CONTENTS);
                    }
                    Written.append(log, "it goes on");
                }
            }
            assertThat(over).isPositive();
        }
    }

    private List<Path> killedWhile(Consumer<SegmentedLog> change) throws IOException {
        Path files = Files.createTempDirectory(directory, "log");
        FaultyDisk disk = FaultyDisk.volatileDisk();
        List<Path> copies = new ArrayList<>();
        try (SegmentedLog log =
                SegmentedLog.open(
                        disk, files, CONFIG, InstantSource.system(), StorageListener.NONE)) {
            Written.append(log, CONTENTS.toArray(String[]::new));
            AtomicInteger number = new AtomicInteger();
            disk.breakWith((_, _, _) ->
                    copies.add(
                            Written.copy(
                                    files,
                                    files.resolveSibling(
                                            files.getFileName()
                                                    + "-"
                                                    + number.incrementAndGet()))));
            change.accept(log);
            disk.heal();
        }
        assertThat(copies).hasSizeGreaterThan(4);
        return copies;
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
