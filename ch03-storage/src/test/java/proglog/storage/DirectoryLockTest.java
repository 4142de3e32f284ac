package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.LogUnavailableException;

/// One log at a time has a directory.
final class DirectoryLockTest {

    private final Path directory;

    DirectoryLockTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void tellsASecondLogOfThisProcessWhoHoldsTheDirectory() throws Exception {
        long pid = ProcessHandle.current().pid();
        try (SegmentedLog log = open(directory)) {
            Path sameElsewhere = directory.resolve("x").resolve("..");
            Files.createDirectory(directory.resolve("x"));
            for (Path path : List.of(directory, sameElsewhere)) {
                assertThatThrownBy(() -> open(path))
                        .isInstanceOf(LogUnavailableException.class)
                        .hasMessageStartingWith(path + " is in use by process " + pid);
            }
            Written.append(log, "a");
        }
    }

    @Test
    void keepsOtherProcessesOutAfterASecondLogOfThisOneWasRefused() throws Exception {
        try (SegmentedLog _ = open(directory)) {
            assertThatThrownBy(() -> open(directory)).isInstanceOf(LogUnavailableException.class);

            try (ChildJvm other = otherProcess()) {
                assertThat(other.hear()).contains(" is in use by process ");
            }
        }
        try (ChildJvm other = otherProcess()) {
            assertThat(other.hear()).isEqualTo("OPENED 0");
        }
    }

    private ChildJvm otherProcess() {
        return ChildJvm.start(SessionMain.class, directory, SyncPolicy.EVERY_APPEND, 1024 * 1024);
    }

    @Test
    void letsTheDirectoryGoWhenTheLogIsClosed() throws Exception {
        for (int i = 0; i < 3; i++) {
            SegmentedLog log = open(directory);
            log.close();
            log.close();
        }
    }

    @Test
    void letsTheDirectoryGoWhenTheLogCouldNotBeOpened() throws Exception {
        Path stray = Files.writeString(directory.resolve("stray.store"), "");
        assertThatThrownBy(() -> open(directory)).hasMessageContaining("stray.store");
        Files.delete(stray);

        open(directory).close();
    }

    @Test
    void isNotDisturbedByAnInterrupt() throws Exception {
        Thread.currentThread().interrupt();
        SegmentedLog log = open(directory);
        try {
            assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
            Written.append(log, "a");
            Thread.currentThread().interrupt();
        } finally {
            log.close();
            assertThat(Thread.interrupted()).isTrue();
        }
        try (SegmentedLog again = open(directory)) {
            assertThat(Written.contents(again)).containsExactly("a");
        }
    }

    private static SegmentedLog open(Path directory) {
        return SegmentedLog.open(directory, SegmentedLogConfig.defaults());
    }
}
