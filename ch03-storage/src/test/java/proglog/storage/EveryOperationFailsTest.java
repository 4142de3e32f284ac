package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log's life is run again and again, and each time another operation of the disk fails: whatever
/// was acknowledged is there when the disk is healthy again, and what was refused is not.
final class EveryOperationFailsTest {

    private final Path directory;

    EveryOperationFailsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void losesNothingWhenOneOperationFails() throws IOException {
        int operations = countOperations();
        assertThat(operations).isGreaterThan(200);
        for (int k = 1; k <= operations; k++) {
            runAndCheck(k, k);
        }
    }

    @Test
    void losesNothingWhenTheDiskFailsForGood() throws IOException {
        int operations = countOperations();
        for (int k = 1; k <= operations; k++) {
            runAndCheck(k, Integer.MAX_VALUE);
        }
    }

    private int countOperations() throws IOException {
        FaultyDisk disk = FaultyDisk.volatileDisk();
        AtomicInteger count = new AtomicInteger();
        disk.breakWith((_, _, _) -> count.incrementAndGet());
        new Scenario(disk, fresh()).run();
        assertThat(disk.openFiles()).isZero();
        return count.get();
    }

    private Path fresh() throws IOException {
        return Files.createTempDirectory(directory, "log");
    }

    /// The operations from `first` to `last`, counted from 1, fail.
    private void runAndCheck(int first, int last) throws IOException {
        Path log = fresh();
        FaultyDisk disk = FaultyDisk.volatileDisk();
        AtomicInteger count = new AtomicInteger();
        List<String> failed = new ArrayList<>();
        disk.breakWith((operation, path, _) -> {
            int number = count.incrementAndGet();
            if (first <= number && number <= last) {
                failed.add(operation + " " + path.getFileName());
                throw new IOException("failed: " + operation);
            }
        });
        Scenario scenario = new Scenario(disk, log);
        try {
            scenario.run();
            disk.heal();
            try (SegmentedLog healthy =
                    SegmentedLog.open(
                            disk,
                            log,
                            Scenario.CONFIG,
                            InstantSource.system(),
                            StorageListener.NONE)) {
                scenario.check(healthy);
                Written.append(healthy, "it goes on");
            }
            assertThat(disk.openFiles()).as("files left open").isZero();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("operation " + first + ", " + failed.getFirst(), e);
        }
    }
}
