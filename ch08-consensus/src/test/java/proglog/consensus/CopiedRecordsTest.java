package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static proglog.consensus.Commands.batch;
import static proglog.consensus.Commands.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Batch;
import proglog.Bytes;
import proglog.CommitLog;
import proglog.InMemoryLog;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;
import proglog.SettableClock;
import proglog.storage.SegmentInfo;
import proglog.storage.SegmentedLog;
import proglog.storage.SegmentedLogConfig;

/// Records in a log of this node's own.
final class CopiedRecordsTest {

    private static final ClusterNode B = new ClusterNode("b", "b:1", "b:2");
    private static final ClusterNode C = new ClusterNode("c", "c:1", "c:2");

    @TempDir private Path folder;
    private Map<String, CommitLog> peers = Map.of();

    private final ScriptedConsensus<String> cluster =
            new ScriptedConsensus<>(ScriptedConsensus.SELF, new NoMachine(), false);

    @BeforeEach
    void threeNodes() {
        cluster.addVoter(B).join();
        cluster.addVoter(C).join();
    }

    @Test
    void showsWhatWasApplied() {
        try (CopiedRecords records = open()) {
            apply(records, 0, 9, "a", "b");

            assertThat(records.offsets()).isEqualTo(new OffsetRange(0, 2));
            assertThat(records.segments())
                    .singleElement()
                    .returns(new OffsetRange(0, 2), SegmentInfo::offsets);
            assertThat(records.read(1))
                    .isEqualTo(new LogRecord(1, Instant.ofEpochMilli(9), Bytes.utf8("b")));
            assertThatThrownBy(() -> records.read(2))
                    .isInstanceOf(OffsetOutOfRangeException.class)
                    .hasMessage("offset 2 is outside [0, 2)");
        }
    }

    @Test
    void showsNothingAgainBeforeItIsAppliedAgain() {
        try (CopiedRecords records = open()) {
            apply(records, 0, 0, "a");
        }
        try (CopiedRecords records = open()) {
            assertThat(records.offsets()).isEqualTo(new OffsetRange(0, 0));
            assertThatThrownBy(() -> records.read(0)).isInstanceOf(OffsetOutOfRangeException.class);

            apply(records, 0, 0, "a");

            assertThat(records.read(0).value()).isEqualTo(Bytes.utf8("a"));
        }
    }

    @Test
    void appliesAgainWhatACrashTook() {
        try (CopiedRecords records = open()) {
            apply(records, 0, 1, "a");
            apply(records, 1, 2, "b", "c", "d");
            apply(records, 4, 3, "e");
        }
        try (SegmentedLog copy = SegmentedLog.open(copies(), SegmentedLogConfig.defaults())) {
            copy.truncateSuffix(2); // in the middle of a batch
        }
        try (CopiedRecords records = open()) {
            apply(records, 0, 1, "a");
            apply(records, 1, 2, "b", "c", "d");
            apply(records, 4, 3, "e");

            assertThat(records.offsets()).isEqualTo(new OffsetRange(0, 5));
            assertThat(records.read(2))
                    .isEqualTo(new LogRecord(2, Instant.ofEpochMilli(2), Bytes.utf8("c")));
            assertThat(records.read(4).value()).isEqualTo(Bytes.utf8("e"));
        }
    }

    @Test
    void followsNoFurtherThanWhatWasApplied() throws InterruptedException {
        try (CopiedRecords records = open()) {
            apply(records, 0, 0, "a", "b");
        }
        try (CopiedRecords records = open();
                LogCursor cursor = records.follow(0)) {
            assertThat(cursor.isReady()).isFalse();

            apply(records, 0, 0, "a");

            assertThat(cursor.next().value()).isEqualTo(Bytes.utf8("a"));
            assertThat(cursor.isReady()).isFalse();
        }
    }

    @Test
    void fetchesWhatASnapshotSpeaksOfFromANodeThatHasIt() {
        SettableClock clock = new SettableClock();
        CommitLog c = new InMemoryLog(clock);
        c.append(batch("a", "b").values());
        peers = Map.of("b", new InMemoryLog(), "c", c); // a is the node itself
        try (CopiedRecords records = open()) {
            records.attach(cluster);

            records.restored(2);

            assertThat(records.offsets()).isEqualTo(new OffsetRange(0, 2));
            assertThat(records.read(1)).isEqualTo(c.read(1));
        }
    }

    @Test
    void goesOnWithAnotherNodeWhenOneFails() {
        CommitLog b = new InMemoryLog();
        b.append(batch("a", "b").values());
        b.close();
        CommitLog c = new InMemoryLog();
        c.append(batch("a", "b").values());
        peers = Map.of("b", b, "c", c);
        try (CopiedRecords records = open()) {
            records.attach(cluster);

            records.restored(2);

            assertThat(records.read(1).value()).isEqualTo(Bytes.utf8("b"));
        }
    }

    @Test
    void fetchesAfterARestartInTheMiddleOfFetching() {
        CommitLog b = new InMemoryLog();
        b.append(batch("a", "b").values());
        peers = Map.of("b", b, "c", new InMemoryLog());
        try (CopiedRecords records = open()) {
            records.restored(2); // before it is known who the others are
            assertThat(records.offsets()).isEqualTo(new OffsetRange(0, 0));

            records.attach(cluster);

            assertThat(records.offsets()).isEqualTo(new OffsetRange(0, 2));
        }
    }

    @Test
    void fetchesAtLastWhenThereIsSomethingToApply() {
        CommitLog b = new InMemoryLog();
        peers = Map.of("b", b, "c", new InMemoryLog());
        try (CopiedRecords records = open()) {
            records.restored(2);
            records.attach(cluster); // nobody has them yet
            b.append(batch("a", "b").values());

            apply(records, 2, 0, "c");

            assertThat(records.offsets()).isEqualTo(new OffsetRange(0, 3));
            assertThat(records.read(1).value()).isEqualTo(Bytes.utf8("b"));
        }
    }

    @Test
    void beginsWhereOthersBeginThatHaveForgottenTheRest() {
        Path theirs = folder.resolve("theirs");
        try (SegmentedLog b =
                SegmentedLog.open(theirs, SegmentedLogConfig.defaults().withFirstOffset(5))) {
            b.append(batch("f", "g").values());
            peers = Map.of("b", b, "c", new InMemoryLog());
            try (CopiedRecords records = open()) {
                apply(records, 0, 0, "a");
                records.attach(cluster);

                records.restored(7);

                assertThat(records.offsets()).isEqualTo(new OffsetRange(5, 7));
                assertThatThrownBy(() -> records.read(0))
                        .isInstanceOf(OffsetOutOfRangeException.class);
            }
        }
    }

    @Test
    void takesABatchOfManySmallAndOneOfBigValues() {
        try (CopiedRecords records = open()) {
            Batch small = Batch.of(Collections.nCopies(1_000_000, Bytes.EMPTY));
            Batch big = Batch.of(Bytes.wrap(new byte[16 * 1024 * 1024]));

            apply(records, 0, 0, small);
            apply(records, small.size(), 0, big);

            assertThat(records.read(small.size()).value().length()).isEqualTo(16 * 1024 * 1024);
        }
    }

    @Test
    void failsThoseWhoReadOnceItIsClosed() {
        CopiedRecords records = open();
        apply(records, 0, 0, "a");
        LogCursor cursor = records.follow(0);

        records.close();

        assertThatThrownBy(() -> records.read(0)).isInstanceOf(LogUnavailableException.class);
        assertThatThrownBy(cursor::next).isInstanceOf(LogUnavailableException.class);
    }

    private Path copies() {
        return folder.resolve("copies");
    }

    private CopiedRecords open() {
        return CopiedRecords.open(
                copies(),
                "a",
                node -> {
                    assertThat(peers).as("nobody asks itself").containsKey(node.name());
                    return peers.get(node.name());
                });
    }

    private static void apply(
            CopiedRecords records, long first, long timeMillis, String... values) {
        apply(records, first, timeMillis, batch(values));
    }

    private static void apply(CopiedRecords records, long first, long timeMillis, Batch batch) {
        OffsetRange offsets = new OffsetRange(first, first + batch.size());
        records.apply(1, offsets, BatchCommand.decode(command(batch, timeMillis * 1_000_000)));
        records.applied(offsets.next());
    }
}
