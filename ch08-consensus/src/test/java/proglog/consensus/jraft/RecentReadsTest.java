package proglog.consensus.jraft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.OffsetOutOfRangeException;

/// What was read from the files is not read from them again.
final class RecentReadsTest {

    private static final int MORE_THAN_ARE_IN_MEMORY = 1_100;

    private final Path directory;
    private RaftLog log;
    private RecentReads reads;

    RecentReadsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeEach
    void openWithNothingInMemory() {
        try (RaftLog filled = Logs.open(directory)) {
            Logs.append(filled, 1, 100);
        }
        log = Logs.open(directory);
        reads = new RecentReads(log);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void anEntryIsReadOnce() {
        for (long index = 1; index <= 100; index++) {
            RaftEntry first = reads.entry(index);

            assertThat(first).isEqualTo(log.entry(index)).isNotSameAs(log.entry(index));
            assertThat(reads.entry(index)).isSameAs(first);
        }
        assertThat(reads.entry(1)).as("long ago").isEqualTo(log.entry(1));
    }

    @Test
    void whatIsInMemoryIsNotRead() {
        Logs.append(log, 1, 1);

        assertThat(reads.entry(101)).isSameAs(log.entry(101));
    }

    @Test
    void anEntryThatWasTakenBackIsNotFound() {
        RaftEntry old = reads.entry(90);
        log.truncateSuffix(90);
        assertThatExceptionOfType(OffsetOutOfRangeException.class)
                .isThrownBy(() -> reads.entry(90));

        Logs.append(log, 2, MORE_THAN_ARE_IN_MEMORY);

        assertThat(log.newest(90)).isEmpty();
        assertThat(reads.entry(90).header().term()).isEqualTo(2);
        assertThat(old.header().term()).as("and still reachable").isEqualTo(1);
    }
}
