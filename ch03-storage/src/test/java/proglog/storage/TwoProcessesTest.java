package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.LogUnavailableException;

/// Two processes want the same directory.
class TwoProcessesTest {

    @TempDir Path directory;

    @Test
    void tellsTheSecondWhoTheFirstIs() {
        try (ChildJvm first = session()) {
            first.await("OPENED");
            String message = directory + " is in use by process " + first.pid() + " (";

            try (ChildJvm second = session()) {
                assertThat(second.hear()).startsWith("FAILED LogUnavailableException " + message);
                assertThat(second.exitCode()).isZero();
            }

            assertThatThrownBy(() -> SegmentedLog.open(directory, SegmentedLogConfig.defaults()))
                    .isInstanceOf(LogUnavailableException.class)
                    .hasMessageStartingWith(message);
            assertThat(first.ask("append 0")).isEqualTo("ACK 0 0 0 0");
        }
    }

    @Test
    void letsTheSecondInWhenTheFirstIsKilled() {
        try (ChildJvm first = session()) {
            first.await("OPENED");
            first.ask("append 0");
            first.kill();

            try (ChildJvm second = session()) {
                assertThat(second.hear()).isEqualTo("OPENED 1");
                assertThat(second.ask("read 0")).isEqualTo("RECORD 0");
                assertThat(second.ask("append 1")).isEqualTo("ACK 0 0 1 1");
            }
        }
    }

    private ChildJvm session() {
        return ChildJvm.start(SessionMain.class, directory, SyncPolicy.EVERY_APPEND, 1024 * 1024);
    }
}
