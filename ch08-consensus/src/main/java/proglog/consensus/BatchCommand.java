package proglog.consensus;

import java.nio.ByteBuffer;
import java.util.List;
import proglog.Batch;
import proglog.Bytes;
import proglog.CorruptLogException;
import proglog.ProducerSequence;
import proglog.Task;

/// A batch of values as a command. Immutable, but for the time, which is set once, by who proposes.
///
/// ```
///   byte  0        1          9          17           25       29                29+4n
///        +--------+----------+----------+------------+--------+-----------------+--------+
///        |version | producer | sequence | time       | count  | length of each  | values |
///        |1 byte  | 8 bytes  | 8 bytes  | 8 bytes,   | 4 bytes| value: 4 bytes  |        |
///        |        |          |          | ns of 1970 |        | times count     |        |
///        +--------+----------+----------+------------+--------+-----------------+--------+
/// ```
///
/// Numbers are big-endian.
final class BatchCommand {

    /// The version written, and the only one read.
    static final byte VERSION = 1;

    private static final int PRODUCER = 1;
    private static final int SEQUENCE = 9;
    private static final int TIME = 17;
    private static final int COUNT = 25;
    private static final int LENGTHS = 29;

    private final Bytes bytes;
    private final ByteBuffer view;
    private final int count;

    private BatchCommand(Bytes bytes, ByteBuffer view, int count) {
        this.bytes = bytes;
        this.view = view;
        this.count = count;
    }

    /// The command that appends `batch`, in an array where [#stamp] can set the time.
    @Task("8.1")
    static byte[] encode(Batch batch) {
        long size = LENGTHS + 4L * batch.size();
        for (Bytes value : batch.values()) {
            size += value.length();
        }
        byte[] array = new byte[Math.toIntExact(size)];
        ByteBuffer target = ByteBuffer.wrap(array);
        target.put(VERSION)
                .putLong(batch.sequence().producer())
                .putLong(batch.sequence().sequence())
                .putLong(0)
                .putInt(batch.size());
        for (Bytes value : batch.values()) {
            target.putInt(value.length());
        }
        int at = target.position();
        for (Bytes value : batch.values()) {
            value.copyTo(array, at);
            at += value.length();
        }
        return array;
    }

    /// Sets the time of a command that was just encoded.
    static void stamp(byte[] command, long timeNanos) {
        ByteBuffer.wrap(command).putLong(TIME, timeNanos);
    }

    /// Reads a command; the values share its array.
    static BatchCommand decode(Bytes command) {
        if (command.isEmpty() || command.byteAt(0) != VERSION) {
            throw new CorruptLogException(
                    "a command of version %s; only version %d can be read"
                            .formatted(command.isEmpty() ? "?" : command.byteAt(0), VERSION));
        }
        ByteBuffer view = command.asByteBuffer();
        int count = command.length() < LENGTHS ? 0 : view.getInt(COUNT);
        if (count <= 0 || count > (command.length() - LENGTHS) / 4) {
            throw new CorruptLogException(
                    "a command of %d bytes cannot hold %d values"
                            .formatted(command.length(), count));
        }
        requireLengths(view, count);
        return new BatchCommand(command, view, count);
    }

    private static void requireLengths(ByteBuffer view, int count) {
        long expected = LENGTHS + 4L * count;
        boolean isValid = true;
        for (int i = 0; i < count; i++) {
            int length = view.getInt(LENGTHS + 4 * i);
            isValid &= length >= 0;
            expected += length;
        }
        if (!isValid || expected != view.limit()) {
            throw new CorruptLogException(
                    "a command of %d bytes, but its %d values make it %d bytes"
                            .formatted(view.limit(), count, expected));
        }
    }

    /// How many values there are.
    int count() {
        return count;
    }

    /// When they were appended, in nanoseconds since 1970.
    long timeNanos() {
        return view.getLong(TIME);
    }

    /// Which batch of which producer this is.
    ProducerSequence sequence() {
        return new ProducerSequence(view.getLong(PRODUCER), view.getLong(SEQUENCE));
    }

    /// All values.
    List<Bytes> values() {
        Bytes[] values = new Bytes[count];
        Values each = new Values();
        for (int i = 0; i < count; i++) {
            values[i] = each.next();
        }
        return List.of(values);
    }

    /// The values from the one numbered `from` on, counted from 0.
    Values valuesFrom(int from) {
        Values values = new Values();
        values.skip(from);
        return values;
    }

    /// Goes through the values. For one thread only.
    final class Values {

        private int index;
        private int at = LENGTHS + 4 * count;

        private void skip(int values) {
            for (; index < values; index++) {
                at += view.getInt(LENGTHS + 4 * index);
            }
        }

        boolean hasNext() {
            return index < count;
        }

        Bytes next() {
            int length = view.getInt(LENGTHS + 4 * index);
            Bytes value = bytes.slice(at, length);
            index++;
            at += length;
            return value;
        }
    }
}
