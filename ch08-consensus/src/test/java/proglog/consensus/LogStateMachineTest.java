package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static proglog.consensus.Commands.batch;
import static proglog.consensus.Commands.command;
import static proglog.consensus.Commands.numbered;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.Bytes;
import proglog.LogRecord;
import proglog.OffsetRange;
import proglog.OutcomeUnknownException;
import proglog.ProducerForgottenException;
import proglog.ProducerSequence;
import proglog.Producers;

/// The agreed batches get their offsets by counting, the same ones everywhere and every time.
@Tag("task-8.2")
final class LogStateMachineTest {

    @TempDir private Path folder;

    @Test
    void countsRecords() {
        LogStateMachine machine = new LogStateMachine(new DerivedRecords());

        assertThat(machine.apply(3, command(batch("a"), 0))).isEqualTo(new OffsetRange(0, 1));
        assertThat(machine.apply(7, command(batch("b", "c"), 0))).isEqualTo(new OffsetRange(1, 3));
        assertThat(machine.nextOffset()).isEqualTo(3);
    }

    @Test
    void measuresACommandByItselfAlone() {
        LogStateMachine machine = new LogStateMachine(new DerivedRecords());

        Measure before = machine.measure(command(batch("a", "b"), 5));
        machine.apply(1, command(batch("a"), 9));

        assertThat(before).isEqualTo(new Measure(2, 5));
        assertThat(machine.measure(command(batch("a", "b"), 5))).isEqualTo(before);
    }

    @Test
    void findsABatchThatCameBefore() {
        LogStateMachine machine = new LogStateMachine(new DerivedRecords());
        machine.apply(1, command(batch("a"), 0));

        machine.apply(2, command(numbered(4, "b"), 0));

        assertThat(machine.find(new ProducerSequence(7, 4))).contains(new OffsetRange(1, 2));
        assertThat(machine.find(new ProducerSequence(7, 5))).isEmpty();
        assertThat(machine.find(ProducerSequence.NONE)).isEmpty();
    }

    @Test
    void answersABatchThatComesAgainWithItsFirstOffsets() {
        try (CopiedRecords copied = copied("again")) {
            LogStateMachine machine = new LogStateMachine(copied);
            OffsetRange first = machine.apply(1, command(numbered(4, "b"), 0));

            assertThat(machine.apply(2, command(numbered(4, "b"), 0))).isEqualTo(first);
            assertThat(machine.nextOffset()).isEqualTo(1);
        }
    }

    // A producer may have more in flight than is remembered, and the oldest come last.
    @Test
    void outlivesABatchThatIsOlderThanWhatIsRemembered() {
        try (CopiedRecords copied = copied("late")) {
            for (AppliedRecords records : List.of(copied, new DerivedRecords())) {
                LogStateMachine machine = new LogStateMachine(records);
                int last = Producers.BATCHES + 2;
                LongStream.rangeClosed(2, last)
                        .forEach(i -> machine.apply(i, command(numbered(i, "a"), 0)));

                OffsetRange late = machine.apply(last + 1, command(numbered(1, "late"), 0));

                assertThat(late).isEqualTo(new OffsetRange(last - 1, last));
                assertThatThrownBy(() -> machine.find(new ProducerSequence(7, 2)))
                        .isInstanceOf(OutcomeUnknownException.class);
            }
        }
    }

    // The leader asks before it proposes. What is in the log counts, on every node and in every
    // version.
    @Test
    void countsWhatIsAgreedOnAlsoOfAProducerThatIsForgotten() {
        LogStateMachine machine = new LogStateMachine(new DerivedRecords());
        for (int other = 0; other < Producers.PRODUCERS; other++) {
            machine.apply(other + 1, command(numbered(1_000 + other, 1, "a"), 0));
        }
        assertThatThrownBy(() -> machine.find(new ProducerSequence(7, 65)))
                .isInstanceOf(ProducerForgottenException.class);

        OffsetRange late = machine.apply(2_000, command(numbered(65, "late"), 0));

        assertThat(late).isEqualTo(new OffsetRange(1024, 1025));
        assertThat(machine.find(new ProducerSequence(7, 65))).contains(late);
    }

    @Test
    void appliedTwiceOrFromASnapshotItIsTheSameLog() throws IOException {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        List<Bytes> commands = commands(random, 300);
        int cut = random.nextInt(commands.size());
        String what = "seed " + seed + ", snapshot after " + cut;
        try (CopiedRecords once = copied("once");
                CopiedRecords again = copied("again")) {
            LogStateMachine straight = new LogStateMachine(once);
            apply(straight, commands, 0, cut);
            byte[] snapshot = snapshot(straight);
            apply(straight, commands, cut, commands.size());
            apply(new LogStateMachine(again), commands, 0, random.nextInt(cut, commands.size()));

            LogStateMachine replayed = new LogStateMachine(again);
            replayed.restore(new ByteArrayInputStream(snapshot));
            apply(replayed, commands, cut, commands.size());

            assertThat(records(again)).as(what).isEqualTo(records(once));
            assertThat(snapshot(replayed)).as(what).isEqualTo(snapshot(straight));
        }
    }

    @Test
    void aSnapshotTellsNothingOfWhoAsked() throws IOException {
        List<Bytes> commands = commands(new SplittableRandom(1), 100);
        LogStateMachine quiet = new LogStateMachine(new DerivedRecords());
        LogStateMachine busy = new LogStateMachine(new DerivedRecords());
        for (int i = 0; i < commands.size(); i++) {
            quiet.apply(i, commands.get(i));
            busy.apply(i, commands.get(i));
            var _ = busy.find(new ProducerSequence(1 + i % 3, 1));
        }

        assertThat(snapshot(busy)).isEqualTo(snapshot(quiet));
    }

    @Test
    void aSavedPositionIsNoRecord() {
        LogStateMachine machine = new LogStateMachine(new DerivedRecords());
        machine.apply(1, command(batch("a"), 0));

        OffsetRange offsets = machine.apply(2, new PositionCommand("reader", 4).encode());

        assertThat(offsets).isEqualTo(new OffsetRange(1, 1));
        assertThat(machine.nextOffset()).isEqualTo(1);
    }

    @Test
    void anyThreadMayAskWhatAnotherOneApplied() throws IOException, InterruptedException {
        LogStateMachine machine = new LogStateMachine(new DerivedRecords());
        machine.apply(1, new PositionCommand("reader", 4).encode());
        assertThat(askElsewhere(machine)).hasValue(4);

        machine.restore(new ByteArrayInputStream(snapshot(machine)));
        assertThat(askElsewhere(machine)).hasValue(4);

        machine.apply(2, new PositionCommand("reader", 5).encode());
        assertThat(askElsewhere(machine)).hasValue(5);
    }

    private static OptionalLong askElsewhere(LogStateMachine machine) throws InterruptedException {
        try (var asking = Background.start(() -> machine.position("reader"))) {
            return asking.result();
        }
    }

    @Test
    void refusesASnapshotOfAnotherVersion() {
        LogStateMachine machine = new LogStateMachine(new DerivedRecords());

        assertThatThrownBy(() -> machine.restore(new ByteArrayInputStream(new byte[] {9})))
                .isInstanceOf(IOException.class)
                .hasMessage("a snapshot of a log of version 9, only versions 1 and 2 can be read");
    }

    private CopiedRecords copied(String name) {
        return Copies.open(folder.resolve(name));
    }

    // Of four producers, one of which does not number its batches; some come again.
    private static List<Bytes> commands(SplittableRandom random, int count) {
        List<Bytes> commands = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            commands.add(
                    command(
                            numbered(random.nextInt(4), random.nextInt(1, 60), "x" + i, "y" + i),
                            i));
        }
        return commands;
    }

    private static void apply(LogStateMachine machine, List<Bytes> commands, int from, int to) {
        for (int i = from; i < to; i++) {
            machine.apply(i + 1, commands.get(i));
        }
    }

    private static byte[] snapshot(LogStateMachine machine) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        machine.snapshot(bytes);
        return bytes.toByteArray();
    }

    private static List<LogRecord> records(AppliedRecords records) {
        OffsetRange offsets = records.offsets();
        return LongStream.range(offsets.first(), offsets.next()).mapToObj(records::read).toList();
    }
}
