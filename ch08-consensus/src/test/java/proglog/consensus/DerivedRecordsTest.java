package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static proglog.consensus.Commands.batch;
import static proglog.consensus.Commands.command;

import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.Bytes;
import proglog.LogCursor;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;

/// Records read from the log of an engine, which may take back and forget.
final class DerivedRecordsTest {

    private final DerivedRecords records = new DerivedRecords();
    private final LogStateMachine machine = new LogStateMachine(records);
    private final ScriptedConsensus<OffsetRange> consensus =
            new ScriptedConsensus<>(ScriptedConsensus.SELF, machine, true);
    private final ScriptedLog log = consensus.log();

    @BeforeEach
    void attach() {
        records.attach(consensus);
    }

    @Test
    void isUnavailableUntilTheEngineHasStarted() {
        try (DerivedRecords early = new DerivedRecords()) {
            early.applied(5); // while it starts

            assertThatThrownBy(early::offsets)
                    .isInstanceOf(LogUnavailableException.class)
                    .hasMessage("the log is starting");

            early.attach(consensus);

            assertThat(early.offsets()).isEqualTo(new OffsetRange(0, 0));
        }
    }

    @Test
    void showsAtOnceWhatASnapshotSpeaksOfAndTheEngineHas() {
        agree(1, 5, "a", "b");
        try (DerivedRecords restored = new DerivedRecords()) {
            restored.restored(2);

            restored.attach(consensus);

            assertThat(restored.offsets()).isEqualTo(new OffsetRange(0, 2));
        }
    }

    @Test
    void findsEachRecordAmongEntriesWithAndWithout() {
        note(1);
        agree(1, 5, "a", "b");
        note(2);
        note(2);
        agree(2, 6, "c");

        assertThat(records.offsets()).isEqualTo(new OffsetRange(0, 3));
        assertThat(records.read(0).value()).isEqualTo(Bytes.utf8("a"));
        assertThat(records.read(1).value()).isEqualTo(Bytes.utf8("b"));
        assertThat(records.read(1).appendedAt()).isEqualTo(Instant.ofEpochSecond(0, 5));
        assertThat(records.read(2).value()).isEqualTo(Bytes.utf8("c"));
        assertThatThrownBy(() -> records.read(3)).hasMessage("offset 3 is outside [0, 3)");
    }

    @Test
    void isInTheFilesOfTheEngine() {
        agree(1, 5, "a", "b");

        assertThat(records.segments()).isEqualTo(log.segments());
    }

    @Test
    void showsNothingThatIsNotAgreedOn() {
        receive(1, 5, "a");
        log.store();

        assertThat(records.offsets()).isEqualTo(new OffsetRange(0, 0));
        assertThatThrownBy(() -> records.read(0)).isInstanceOf(OffsetOutOfRangeException.class);
        assertThat(records.offsetAt(Instant.EPOCH)).isZero();
    }

    @Test
    void knowsWhereItBeginsAlsoWhenItWasAskedWhenEmpty() {
        assertThat(records.offsets()).isEqualTo(new OffsetRange(0, 0));

        agree(1, 5, "a", "b");

        assertThat(records.offsets()).isEqualTo(new OffsetRange(0, 2));
    }

    @Test
    void findsTheFirstRecordOfATimeOrLater() {
        note(1);
        agree(1, 10, "a", "b");
        note(2);
        agree(2, 20, "c");
        receive(2, 30, "uncommitted");
        log.store();

        assertThat(records.offsetAt(Instant.ofEpochSecond(0, -1))).isZero();
        assertThat(records.offsetAt(Instant.ofEpochSecond(0, 10))).isZero();
        assertThat(records.offsetAt(Instant.ofEpochSecond(0, 11))).isEqualTo(2);
        assertThat(records.offsetAt(Instant.ofEpochSecond(0, 20))).isEqualTo(2);
        assertThat(records.offsetAt(Instant.ofEpochSecond(0, 21))).isEqualTo(3);
        assertThat(records.offsetAt(Instant.MAX)).isEqualTo(3);
        assertThat(records.offsetAt(Instant.MIN)).isZero();

        log.forget(3);

        assertThat(records.offsetAt(Instant.MIN)).isEqualTo(2);
    }

    @Test
    void saysWhichOffsetsAreKeptWhenTheFirstAreForgotten() {
        agree(1, 5, "a", "b");
        agree(1, 5, "c");
        log.forget(2);

        assertThat(records.offsets()).isEqualTo(new OffsetRange(2, 3));
        assertThatThrownBy(() -> records.read(1)).hasMessage("offset 1 is outside [2, 3)");
        assertThatThrownBy(() -> records.follow(1)).hasMessage("offset 1 is outside [2, 3)");
    }

    @Test
    void failsACursorWithOffsetsWhenItsRecordIsForgotten() throws InterruptedException {
        agree(1, 5, "a", "b");
        try (LogCursor cursor = records.follow(0)) {
            assertThat(cursor.next().value()).isEqualTo(Bytes.utf8("a"));
            assertThat(cursor.next().value()).isEqualTo(Bytes.utf8("b"));
            agree(1, 5, "c");
            agree(1, 5, "d");
            log.forget(3);

            assertThatThrownBy(cursor::next)
                    .isInstanceOf(OffsetOutOfRangeException.class)
                    .hasMessage("offset 2 is outside [3, 4)");
        }
    }

    @Test
    void returnsNoRecordFromAnotherPlaceWhenTheLogWasReplaced() throws InterruptedException {
        agree(1, 5, "a");
        try (LogCursor cursor = records.follow(0)) {
            cursor.next();
            agree(1, 5, "b");
            agree(1, 5, "c");
            log.takeBack(4); // nothing, but whoever reads has to look again
            log.forget(3);

            assertThatThrownBy(cursor::next).hasMessage("offset 1 is outside [2, 3)");
        }
    }

    @Test
    void neverShowsWhatACursorHadReadAheadAndWasReplaced() throws InterruptedException {
        agree(1, 5, "a");
        receive(1, 5, "taken back");
        receive(1, 5, "taken back, too");
        log.store();
        try (LogCursor cursor = records.follow(0)) {
            assertThat(cursor.next().value()).isEqualTo(Bytes.utf8("a")); // and reads ahead
            log.takeBack(2);
            note(2);
            agree(2, 6, "b", "c");

            assertThat(cursor.next().value()).isEqualTo(Bytes.utf8("b"));
            assertThat(cursor.next().value()).isEqualTo(Bytes.utf8("c"));
            assertThat(cursor.isReady()).isFalse();
        }
    }

    @Test
    void readsWhatReplacedAnEntryAndNotTheEntry() {
        receive(1, 5, "taken back");
        log.store();
        log.takeBack(1);
        agree(2, 6, "a");

        assertThat(records.read(0).value()).isEqualTo(Bytes.utf8("a"));
    }

    @Test
    void followsFromTheMiddleOfABatch() throws InterruptedException {
        agree(1, 5, "a", "b", "c");
        try (LogCursor cursor = records.follow(1)) {
            assertThat(cursor.next()).isEqualTo(records.read(1));
            assertThat(cursor.next()).isEqualTo(records.read(2));
        }
    }

    @Test
    void letsACursorWaitForWhatIsAgreedOnButNotOnThisDisk() throws InterruptedException {
        receive(1, 5, "a");
        consensus.commitUnstored();
        try (LogCursor cursor = records.follow(0);
                var reader = Background.start(cursor::next)) {
            reader.awaitBlocked();

            log.store();

            assertThat(reader.result().value()).isEqualTo(Bytes.utf8("a"));
        }
    }

    @Test
    void failsThoseWhoReadOnceItIsClosed() throws InterruptedException {
        agree(1, 5, "a", "b");
        LogCursor cursor = records.follow(0);
        cursor.next();

        records.close();

        assertThatThrownBy(() -> records.read(0)).isInstanceOf(LogUnavailableException.class);
        assertThatThrownBy(cursor::next).isInstanceOf(LogUnavailableException.class);
        assertThat(cursor.isReady()).isTrue();
    }

    private void note(long term) {
        log.add(term, Measure.NOTHING, Bytes.EMPTY);
    }

    private void receive(long term, long timeNanos, String... values) {
        consensus.receive(term, command(batch(values), timeNanos));
    }

    private void agree(long term, long timeNanos, String... values) {
        receive(term, timeNanos, values);
        consensus.commit();
    }
}
