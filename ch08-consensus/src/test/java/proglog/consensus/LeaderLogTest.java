package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static proglog.consensus.Commands.batch;
import static proglog.consensus.Commands.command;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.Batch;
import proglog.Bytes;
import proglog.Consistency;
import proglog.Deadline;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;

/// What other nodes get from this one's log: the records it has applied.
final class LeaderLogTest {

    private static final ClusterNode SELF = new ClusterNode("a", "a:1", "a:2");

    private final CopiedRecords records;
    private final LeaderLog log;

    LeaderLogTest(@TempDir Path folder) {
        records =
                CopiedRecords.open(
                        folder.resolve("copies"),
                        "a",
                        other -> {
                            throw new AssertionError("there is no " + other);
                        });
        log = new LeaderLog(records, ReplicatedLogConfig.of(SELF, folder));
    }

    @BeforeEach
    void applyTwo() {
        apply(0, 10, "one");
        apply(1, 20, "two");
    }

    @AfterEach
    void close() {
        records.close();
    }

    @Test
    void givesWhatWasApplied() throws InterruptedException {
        assertThat(log.offsets()).isEqualTo(new OffsetRange(0, 2));
        assertThat(log.read(1))
                .isEqualTo(new LogRecord(1, Instant.ofEpochMilli(20), Bytes.utf8("two")));
        assertThatThrownBy(() -> log.read(2)).isInstanceOf(OffsetOutOfRangeException.class);
        try (LogCursor cursor = log.follow(1)) {
            assertThat(cursor.next().value()).isEqualTo(Bytes.utf8("two"));
        }
    }

    @Test
    void findsTheFirstRecordThatIsNotOlder() {
        assertThat(log.offsetAt(Instant.ofEpochMilli(10))).isZero();
        assertThat(log.offsetAt(Instant.ofEpochMilli(11))).isEqualTo(1);
        assertThat(log.offsetAt(Instant.ofEpochMilli(21))).isEqualTo(2);
    }

    @Test
    void waitsForARecordThatMustBeSeen() throws InterruptedException {
        try (var read =
                Background.start(() -> log.read(2, Consistency.atLeast(2), Deadline.never()))) {
            read.awaitBlocked();

            apply(2, 30, "three");

            assertThat(read.result().value()).isEqualTo(Bytes.utf8("three"));
        }
    }

    @Test
    void takesNoAppendsYet() {
        assertThatThrownBy(() -> log.append(batch("x"), Deadline.never()))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessage("the log is starting");
    }

    @Test
    void refusesWhatIsTooLargeOrTooLate() {
        Batch large = Batch.of(Bytes.wrap(new byte[16 * 1024 * 1024 + 1]));
        assertThatThrownBy(() -> log.append(large, Deadline.never()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a value of 16777217 bytes is over the limit of 16777216 bytes");
        assertThatThrownBy(() -> log.append(batch("x"), Deadline.after(Duration.ZERO)))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessage("the deadline passed before the append began");
    }

    private void apply(long offset, long timeMillis, String value) {
        OffsetRange offsets = new OffsetRange(offset, offset + 1);
        records.apply(
                1, offsets, BatchCommand.decode(command(batch(value), timeMillis * 1_000_000)));
        records.applied(offset + 1);
    }
}
