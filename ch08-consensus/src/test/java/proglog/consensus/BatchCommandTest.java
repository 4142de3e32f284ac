package proglog.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import proglog.Batch;
import proglog.Bytes;
import proglog.CorruptLogException;
import proglog.ProducerSequence;

/// How a batch looks as a command.
@Tag("task-8.1")
final class BatchCommandTest {

    @Test
    void keepsEverythingOfABatch() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 500; i++) {
            Batch batch = batch(random);
            long time = random.nextLong();
            byte[] command = BatchCommand.encode(batch);
            BatchCommand.stamp(command, time);

            BatchCommand read = BatchCommand.decode(Bytes.wrap(command));

            String what = "seed " + seed + ", batch " + i;
            assertThat(read.values()).as(what).isEqualTo(batch.values());
            assertThat(read.count()).as(what).isEqualTo(batch.size());
            assertThat(read.sequence()).as(what).isEqualTo(batch.sequence());
            assertThat(read.timeNanos()).as(what).isEqualTo(time);
            int from = random.nextInt(batch.size());
            assertThat(rest(read.valuesFrom(from)))
                    .as(what + " from " + from)
                    .isEqualTo(batch.values().subList(from, batch.size()));
        }
    }

    private static Batch batch(SplittableRandom random) {
        List<Bytes> values = new ArrayList<>();
        for (int i = random.nextInt(1, 20); i > 0; i--) {
            byte[] value = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(300)];
            random.nextBytes(value);
            values.add(Bytes.wrap(value));
        }
        return new Batch(values, new ProducerSequence(random.nextLong(), random.nextLong()));
    }

    private static List<Bytes> rest(BatchCommand.Values values) {
        List<Bytes> rest = new ArrayList<>();
        while (values.hasNext()) {
            rest.add(values.next());
        }
        return rest;
    }

    @Test
    void startsWithAByteThatEnginesLeaveToOthers() {
        assertThat(BatchCommand.encode(Batch.of(Bytes.EMPTY))[0]).isBetween((byte) 0, (byte) 127);
    }

    @Test
    void refusesAnotherVersion() {
        byte[] command = BatchCommand.encode(Batch.of(Bytes.utf8("a")));
        command[0] = 2;

        assertThatThrownBy(() -> BatchCommand.decode(Bytes.wrap(command)))
                .isInstanceOf(CorruptLogException.class)
                .hasMessage("a command of version 2; only version 1 can be read");
    }

    @Test
    void refusesACommandThatIsCutAnywhere() {
        byte[] command =
                BatchCommand.encode(Batch.of(List.of(Bytes.utf8("abc"), Bytes.utf8("defg"))));
        for (int length = 0; length < command.length; length++) {
            Bytes cut = Bytes.wrap(Arrays.copyOf(command, length));

            assertThatThrownBy(() -> BatchCommand.decode(cut))
                    .as("cut after %d bytes", length)
                    .isInstanceOf(CorruptLogException.class);
        }
    }

    @Test
    void refusesLengthsThatAreNotThoseOfTheValues() {
        for (int length : new int[] {2, 4, -1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            byte[] command = BatchCommand.encode(Batch.of(Bytes.utf8("abc")));
            ByteBuffer.wrap(command).putInt(29, length);

            assertThatThrownBy(() -> BatchCommand.decode(Bytes.wrap(command)))
                    .as("a value of %d bytes", length)
                    .isInstanceOf(CorruptLogException.class);
        }
    }
}
