package proglog.consensus.jraft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log that takes another one's place: a crash at any moment leaves the one or the other.
final class LogReplacementTest {

    private final Path directory;

    LogReplacementTest(@TempDir Path directory) {
        this.directory = directory;
    }

    /// Leaves a log of entries of `term` in the directory called `name`.
    private void place(String name, int term) throws IOException {
        Path elsewhere = directory.resolve("elsewhere");
        try (RaftLog log = Logs.open(elsewhere)) {
            Logs.append(log, term, 100);
        }
        Files.move(elsewhere.resolve("log"), directory.resolve(name));
    }

    private void assertOpens(int term) {
        for (int i = 0; i < 2; i++) {
            try (RaftLog log = Logs.open(directory)) {
                assertThat(log.nextIndex()).isEqualTo(101);
                assertThat(log.term(1)).isEqualTo(term);
                assertThat(log.term(100)).isEqualTo(term);
            }
            assertThat(directory.resolve("log.new")).doesNotExist();
            assertThat(directory.resolve("log.old")).doesNotExist();
        }
    }

    @Test
    void isForgottenWhileTheNewOneIsBeingMade() throws IOException {
        place("log", 1);
        Files.createDirectory(directory.resolve("log.new"));
        Files.write(directory.resolve("log.new/00000000000000000001.store"), new byte[10]);

        assertOpens(1);
    }

    @Test
    void isForgottenWhenTheNewOneIsCompleteButNothingWasRenamed() throws IOException {
        place("log", 1);
        place("log.new", 2);

        assertOpens(1);
    }

    @Test
    void isFinishedWhenTheOldOneWasPutAside() throws IOException {
        place("log.old", 1);
        place("log.new", 2);

        assertOpens(2);
    }

    @Test
    void isOverWhenTheNewOneIsInPlace() throws IOException {
        place("log.old", 1);
        place("log", 2);

        assertOpens(2);
    }

    @Test
    void goesOnDeletingWhatIsLeftOfTheOldOne() throws IOException {
        place("log.old", 1);
        Files.delete(directory.resolve("log.old/00000000000000000001.store"));
        place("log", 2);

        assertOpens(2);
    }

    @Test
    void isUndoneWhenThereIsNoNewOne() throws IOException {
        place("log.old", 1);

        assertOpens(1);
    }

    @Test
    void leavesTheNextOpeningToDecideWhenItFails() throws IOException {
        place("log", 1);
        try (RaftLog log = Logs.open(directory)) {
            assertThat(log.staged().install(100)).isFalse(); // nothing was staged
            assertThat(log.term(100)).isEqualTo(1);
        }
        assertOpens(1);
    }
}
