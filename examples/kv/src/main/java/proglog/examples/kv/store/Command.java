package proglog.examples.kv.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import proglog.Bytes;

/// What is agreed on: a change of one key. Immutable.
///
/// ```
/// version (1) | kind (1) | length of key (4) | key in UTF-8 | value, to the end
///      1        0 put, 1 delete
/// ```
sealed interface Command {

    /// What [#encode] writes: nodes that only know an older form refuse it.
    byte VERSION = 1;

    /// See [KeyValueStore#put].
    record Put(String key, Bytes value) implements Command {}

    /// See [KeyValueStore#delete].
    record Delete(String key) implements Command {}

    /// These bytes are read by [#decode].
    default Bytes encode() {
        return switch (this) {
            case Put(String key, Bytes value) -> encoded((byte) 0, key, value);
            case Delete(String key) -> encoded((byte) 1, key, Bytes.EMPTY);
        };
    }

    private static Bytes encoded(byte kind, String key, Bytes value) {
        byte[] name = key.getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocate(2 + 4 + name.length + value.length());
        buffer.put(VERSION).put(kind).putInt(name.length).put(name).put(value.asByteBuffer());
        return Bytes.wrap(buffer.array());
    }

    /// The command that was encoded as these bytes.
    static Command decode(Bytes encoded) {
        ByteBuffer buffer = encoded.asByteBuffer();
        byte version = buffer.get();
        if (version != VERSION) {
            throw new IllegalStateException(
                    "a command has version %d, this node knows %d".formatted(version, VERSION));
        }
        byte kind = buffer.get();
        int length = buffer.getInt();
        String key = encoded.slice(2 + 4, length).toUtf8();
        Bytes rest = encoded.slice(2 + 4 + length, encoded.length() - 2 - 4 - length);
        return switch (kind) {
            // a copy: the bytes may be a part of many commands that were stored together
            case 0 -> new Put(key, Bytes.wrap(rest.toByteArray()));
            case 1 -> new Delete(key);
            default -> throw new IllegalStateException("a command has kind " + kind);
        };
    }
}
