package proglog.consensus.atomix;

import static org.assertj.core.api.Assertions.assertThat;

import io.atomix.primitive.operation.OperationId;
import io.atomix.primitive.operation.PrimitiveOperation;
import io.atomix.protocols.raft.storage.log.RaftLog;
import io.atomix.protocols.raft.storage.log.RaftLogReader;
import io.atomix.protocols.raft.storage.log.entry.CommandEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What was taken back is gone, for all who read.
final class FreshLogTest {

    private static final int SMALL = 10;
    private static final int BIG = 300_000;

    @TempDir private Path folder;
    private RaftLog log;

    @BeforeEach
    void open() {
        RaftLog atomix =
                RaftLog.builder()
                        .withName("raft")
                        .withDirectory(folder.toFile())
                        .withNamespace(RaftNode.NAMESPACE)
                        .withMaxEntrySize(RaftNode.MAX_ENTRY_BYTES)
                        .withMaxSegmentSize(16 * 1024 * 1024)
                        .build();
        log = FreshLog.over(atomix, atomix.openReader(1), folder.toFile());
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void aReaderBeforeACutSeesWhatWasWrittenInItsPlace() {
        append(1, SMALL, 5);
        RaftLogReader reader = log.openReader(1);
        assertThat(terms(reader, 2)).containsExactly(1L, 1L);

        log.writer().truncate(3);
        append(2, SMALL, 3);

        assertThat(terms(reader, 9)).containsExactly(1L, 2L, 2L, 2L);
        assertThat(log.writer().getLastIndex()).isEqualTo(6);
    }

    @Test
    void aReaderThatHasReadNothingSeesWhatWasWrittenInPlaceOfAll() {
        append(1, SMALL, 5);
        RaftLogReader reader = log.openReader(1);

        log.writer().reset(1);
        append(2, SMALL, 3);

        assertThat(terms(reader, 9)).containsExactly(2L, 2L, 2L);
    }

    @Test
    void nothingOfALongTailComesBackBehindNewEntries() {
        append(1, BIG, 10);
        log.writer().truncate(1);

        for (int next = 2; next <= 11; next++) {
            append(2, BIG, 1);
            assertThat(terms(log.openReader(2), 99)).hasSize(next - 1).containsOnly(2L);
        }
    }

    @Test
    void leavesNothingBesidesTheJournalAndRemovesWhatAKilledOneLeft() throws IOException {
        assertThat(folder.toFile().list()).containsExactly("raft-1.log");

        log.close();
        Files.write(folder.resolve("none-1.log"), new byte[1024]);
        open();

        assertThat(folder.toFile().list()).containsExactly("raft-1.log");
    }

    private void append(long term, int bytes, int count) {
        for (int i = 0; i < count; i++) {
            log.writer()
                    .append(
                            new CommandEntry(
                                    term,
                                    1,
                                    1,
                                    1,
                                    new PrimitiveOperation(
                                            OperationId.command("apply"), new byte[bytes])));
        }
    }

    private static List<Long> terms(RaftLogReader reader, int most) {
        List<Long> terms = new ArrayList<>();
        while (terms.size() < most && reader.hasNext()) {
            terms.add(reader.next().entry().term());
        }
        return terms;
    }
}
