package proglog.consensus;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import proglog.Bytes;
import proglog.CorruptLogException;

/// A position that is to be stored under a name, as a command. Immutable.
///
/// ```
///   byte  0      1          9
///        +------+----------+---------------+
///        |kind 2| offset   | name, UTF-8   |
///        |1 byte| 8 bytes  | 1..255 bytes  |
///        +------+----------+---------------+
/// ```
///
/// Numbers are big-endian.
///
/// @param name whose position it is
/// @param offset of the next record to read
record PositionCommand(String name, long offset) {

    /// What its first byte is; that of a [BatchCommand] is another.
    static final byte KIND = 2;

    private static final int NAME = 1 + Long.BYTES;

    /// Refuses a name that is empty or too long, and an offset that no record can have.
    PositionCommand {
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > Positions.MAX_NAME_BYTES) {
            throw new IllegalArgumentException(
                    "the name of a position has 1 to %d bytes, this one %d"
                            .formatted(Positions.MAX_NAME_BYTES, length));
        }
        if (offset < 0) {
            throw new IllegalArgumentException("a position is 0 or more, not " + offset);
        }
    }

    /// Whether `command` is one of these.
    static boolean isOne(Bytes command) {
        return !command.isEmpty() && command.byteAt(0) == KIND;
    }

    Bytes encode() {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        return Bytes.wrap(
                ByteBuffer.allocate(NAME + text.length)
                        .put(KIND)
                        .putLong(offset)
                        .put(text)
                        .array());
    }

    /// Reads a command; [#isOne] has said that it is one.
    static PositionCommand decode(Bytes command) {
        if (command.length() <= NAME) {
            throw new CorruptLogException(
                    "a command of %d bytes cannot hold a position".formatted(command.length()));
        }
        try {
            return new PositionCommand(
                    command.slice(NAME, command.length() - NAME).toUtf8(),
                    command.asByteBuffer().getLong(1));
        } catch (IllegalArgumentException refused) {
            throw new CorruptLogException("a command holds no position", refused);
        }
    }
}
