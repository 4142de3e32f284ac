package proglog.storage;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import proglog.Bytes;

/// A batch that can be made again from its numbers, so that whoever finds one of its values knows
/// what the value must be, and what must stand beside it. Immutable.
///
/// Mostly one small value; now and then several, too large for one frame.
///
/// @param round how often the log was opened before
/// @param thread who appended it
/// @param number how many batches the thread had appended before in this round
record NumberedBatch(int round, int thread, int number) {

    private static final int NUMBERS_BYTES = 4 * Integer.BYTES;
    private static final int SEVERAL_EVERY = 16;

    int size() {
        return number % SEVERAL_EVERY == SEVERAL_EVERY - 1 ? 3 : 1;
    }

    List<Bytes> values() {
        return IntStream.range(0, size()).mapToObj(this::value).toList();
    }

    Bytes value(int index) {
        var random = new SplittableRandom(hashCode() * 31L + index);
        byte[] filler = new byte[random.nextInt(size() == 1 ? 300 : 6_000)];
        random.nextBytes(filler);
        ByteBuffer value = ByteBuffer.allocate(NUMBERS_BYTES + filler.length);
        value.putInt(round).putInt(thread).putInt(number).putInt(index).put(filler);
        return Bytes.wrap(value.array());
    }

    /// The batch that `value` says it is from.
    static NumberedBatch of(Bytes value) {
        ByteBuffer numbers = value.asByteBuffer();
        return new NumberedBatch(numbers.getInt(), numbers.getInt(), numbers.getInt());
    }

    /// Which value of its batch `value` says it is.
    static int index(Bytes value) {
        return value.asByteBuffer().getInt(NUMBERS_BYTES - Integer.BYTES);
    }

    /// Who appended it in which round: one after the other, each after the one before was
    /// acknowledged.
    NumberedBatch beginning() {
        return new NumberedBatch(round, thread, 0);
    }
}
