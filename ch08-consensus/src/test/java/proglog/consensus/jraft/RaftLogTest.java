package proglog.consensus.jraft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Deadline;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;
import proglog.consensus.CommandLog;
import proglog.consensus.StoredEntry;
import proglog.storage.SegmentInfo;

/// Entries with the offsets and times of their records, on the disk.
final class RaftLogTest {

    private final Path directory;

    RaftLogTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private static List<Long> terms(RaftLog log) {
        List<Long> terms = new ArrayList<>();
        for (long index = log.firstIndex(); index < log.nextIndex(); index++) {
            terms.add(log.term(index));
        }
        return terms;
    }

    @Test
    void beginsWithIndexOneAndOffsetZero() {
        try (RaftLog log = Logs.open(directory)) {
            assertThat(log.firstIndex()).isEqualTo(1);
            assertThat(log.nextIndex()).isEqualTo(1);
            assertThat(log.nextOffset()).isZero();
            assertThat(log.term(0)).isZero();
            assertThat(log.term(1)).isZero();
        }
    }

    @Test
    void notesOffsetsAndTimesBesideTheCommands() {
        try (RaftLog log = Logs.open(directory)) {
            log.append(
                    List.of(
                            Logs.noOp(1, 3),
                            Logs.data(2, 3, 2, 100, 10),
                            Logs.configuration(3, 3, "a:1"),
                            Logs.data(4, 4, 5, 200, 10)));

            assertThat(log.read(1)).extracting(StoredEntry::firstOffset).isEqualTo(0L);
            StoredEntry second = log.read(2);
            assertThat(second.term()).isEqualTo(3);
            assertThat(second.records()).isEqualTo(2);
            assertThat(second.firstOffset()).isZero();
            assertThat(second.timeNanos()).isEqualTo(100);
            assertThat(second.command().toByteArray()).isEqualTo(Logs.command(2, 100, 10));
            StoredEntry third = log.read(3);
            assertThat(third.firstOffset()).isEqualTo(2);
            assertThat(third.records()).isZero();
            assertThat(third.timeNanos()).isEqualTo(100);
            assertThat(third.command().isEmpty()).isTrue();
            assertThat(log.read(4).firstOffset()).isEqualTo(2);
            assertThat(log.nextOffset()).isEqualTo(7);
        }
    }

    @Test
    void saysWhichFilesItIsIn() {
        try (RaftLog log = Logs.open(directory)) {
            Logs.append(log, 1, 3);

            assertThat(log.segments())
                    .singleElement()
                    .returns(new OffsetRange(1, 4), SegmentInfo::offsets)
                    .returns(true, segment -> segment.bytes() > 0);
        }
    }

    @Test
    void timesNeverGoBack() {
        try (RaftLog log = Logs.open(directory)) {
            log.append(List.of(Logs.data(1, 1, 1, 500, 10), Logs.data(2, 2, 1, 400, 10)));

            assertThat(log.read(2).timeNanos()).isEqualTo(500);
        }
    }

    @Test
    void keepsItsOwnCommandsToItself() {
        try (RaftLog log = Logs.open(directory)) {
            byte[] roster = {(byte) 128, 1, 2};
            log.append(
                    List.of(new NewEntry(1, 1, EntryKind.DATA, java.nio.ByteBuffer.wrap(roster))));

            assertThat(log.read(1).command().isEmpty()).isTrue();
            assertThat(log.read(1).records()).isZero();
            assertThat(log.entry(1).payload().toByteArray()).isEqualTo(roster);
        }
    }

    @Test
    void isTheSameAfterItWasOpenedAgain() {
        List<StoredEntry> before = new ArrayList<>();
        try (RaftLog log = Logs.open(directory)) {
            Logs.append(log, 1, 50);
            Logs.append(log, 2, 50);
            for (long index = 1; index <= 100; index++) {
                before.add(log.read(index));
            }
        }
        try (RaftLog log = Logs.open(directory)) {
            assertThat(log.nextIndex()).isEqualTo(101);
            assertThat(log.nextOffset()).isEqualTo(100);
            for (long index = 1; index <= 100; index++) {
                assertThat(log.read(index)).isEqualTo(before.get((int) index - 1));
                assertThat(log.term(index)).isEqualTo(index <= 50 ? 1 : 2);
            }
            Logs.append(log, 3, 1);
            assertThat(log.read(101).firstOffset()).isEqualTo(100);
        }
    }

    @Test
    void refusesAnEntryThatLeavesAGap() {
        try (RaftLog log = Logs.open(directory)) {
            assertThatThrownBy(() -> log.append(List.of(Logs.noOp(2, 1))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("entry 2 was to be appended where 1 belongs");
            assertThat(log.nextIndex()).isEqualTo(1);
        }
    }

    @Test
    void refusesToReadWhatIsNotThere() {
        try (RaftLog log = Logs.open(directory)) {
            Logs.append(log, 1, 1);

            assertThatThrownBy(() -> log.read(2))
                    .isInstanceOf(OffsetOutOfRangeException.class)
                    .hasMessage("offset 2 is outside [1, 2)");
            assertThatThrownBy(() -> log.read(0)).isInstanceOf(OffsetOutOfRangeException.class);
        }
    }

    @Test
    void takesEntriesBack() {
        try (RaftLog log = Logs.open(directory)) {
            Logs.append(log, 1, 100);

            log.truncateSuffix(41);

            assertThat(log.nextIndex()).isEqualTo(41);
            assertThat(log.nextOffset()).isEqualTo(40);
            Logs.append(log, 2, 2);
            assertThat(log.read(41).term()).isEqualTo(2);
            assertThat(log.read(41).firstOffset()).isEqualTo(40);
        }
        try (RaftLog log = Logs.open(directory)) {
            assertThat(terms(log)).hasSize(42).endsWith(1L, 2L, 2L);
        }
    }

    @Test
    void takesAllEntriesBack() {
        try (RaftLog log = Logs.open(directory)) {
            Logs.append(log, 1, 100);
            log.truncateSuffix(1);

            assertThat(log.nextIndex()).isEqualTo(1);
            assertThat(log.nextOffset()).isZero();
        }
        try (RaftLog log = Logs.open(directory)) {
            Logs.append(log, 2, 1);
            assertThat(log.read(1).firstOffset()).isZero();
        }
    }

    @Test
    void doesNotTakeBackWhatIsSettled() {
        try (RaftLog log = Logs.open(directory)) {
            Logs.append(log, 1, 10);
            log.releasePrefix(6);

            assertThatThrownBy(() -> log.truncateSuffix(5))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "entries from 5 on cannot be taken back: those below 6 are settled");
            log.truncateSuffix(6);
            assertThat(log.nextIndex()).isEqualTo(6);
        }
    }

    @Test
    void entersANewEpochWheneverEntriesAreTakenBack() {
        try (RaftLog log = Logs.open(directory)) {
            Logs.append(log, 1, 10);
            long before = log.epoch();
            log.truncateSuffix(11);
            assertThat(log.epoch()).isEqualTo(before);

            log.truncateSuffix(5);

            assertThat(log.epoch()).isGreaterThan(before);
        }
    }

    @Test
    void tellsWhatIsOnTheDisk() throws InterruptedException {
        try (RaftLog log = Logs.open(directory)) {
            List<Long> told = new ArrayList<>();
            log.onStored(told::add);

            Logs.append(log, 1, 10);
            log.truncateSuffix(5);
            Logs.append(log, 2, 1);

            assertThat(told).containsExactly(11L, 5L, 6L);
            log.awaitStored(5, Deadline.never());
        }
    }

    @Test
    void readsOnFromAnyEntry() {
        try (RaftLog log = Logs.open(directory)) {
            Logs.append(log, 1, 3000); // more than it holds in memory
            try (CommandLog.Entries entries = log.from(1500)) {
                for (long index = 1500; index <= 3000; index++) {
                    assertThat(entries.next()).isEqualTo(log.read(index));
                }
                assertThatThrownBy(entries::next).isInstanceOf(OffsetOutOfRangeException.class);

                Logs.append(log, 1, 1);
                assertThat(entries.next().index()).isEqualTo(3001);
            }
        }
    }

    @Test
    void readsOnWhereEntriesWereReplaced() {
        try (RaftLog log = Logs.open(directory)) {
            Logs.append(log, 1, 3000);
            try (CommandLog.Entries entries = log.from(100)) {
                assertThat(entries.next().term()).isEqualTo(1);
                log.truncateSuffix(50);
                Logs.append(log, 2, 2000);

                try (CommandLog.Entries again = log.from(100)) {
                    assertThat(again.next().term()).isEqualTo(2);
                }
            }
        }
    }

    @Test
    void findsTheEntriesThatSayWhoVotes() {
        try (RaftLog log = Logs.open(directory)) {
            assertThat(log.configurations()).isEmpty();
            Logs.append(log, 1, 20);
            log.append(List.of(Logs.configuration(21, 1, "a:1"), Logs.configuration(22, 1, "b:1")));
            Logs.append(log, 1, 20);
            log.append(List.of(Logs.configuration(43, 1, "c:1")));
            assertThat(log.configurations())
                    .extracting(RaftEntry::index)
                    .containsExactly(21L, 22L, 43L);

            log.truncateSuffix(22);
        }
        try (RaftLog log = Logs.open(directory)) {
            assertThat(log.configurations()).extracting(RaftEntry::index).containsExactly(21L);
        }
    }
}
