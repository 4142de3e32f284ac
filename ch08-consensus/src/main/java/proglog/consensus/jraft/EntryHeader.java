package proglog.consensus.jraft;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import proglog.Bytes;
import proglog.CorruptLogException;
import proglog.LogUnavailableException;

/// What is stored in front of an entry's payload. Immutable.
///
/// An entry is one record of a [proglog.storage.SegmentedLog]: its index is the record's offset,
/// and this with the payload behind it is the record's value.
///
/// ```
///  0         1      2         6      14             22           30              38
/// ┌─────────┬──────┬─────────┬──────┬──────────────┬────────────┬───────────────┬─────────┐
/// │ version │ kind │ records │ term │ first offset │ time       │ configuration │ payload │
/// └─────────┴──────┴─────────┴──────┴──────────────┴────────────┴───────────────┴─────────┘
/// ```
///
/// All numbers are big-endian; there is no checksum, since the log has one. All but kind, term and
/// payload follow from the entries before, in the same way on every node.
///
/// @param kind what the entry is for
/// @param records how many records it holds
/// @param term in whose reign it was proposed
/// @param firstOffset how many records there are in all entries before it
/// @param timeNanos when its records were appended, never before those of earlier entries; that of
///   the records before when it holds none; 0 when there are none
/// @param configuration the index of the latest entry before this one that says who the voters are;
///   0 when there is none. So who knows the last entry finds them all, without reading the log
record EntryHeader(
        EntryKind kind,
        int records,
        long term,
        long firstOffset,
        long timeNanos,
        long configuration) {

    static final int BYTES = 38;

    private static final byte VERSION = 1;
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /// One past the offset of its last record.
    long nextOffset() {
        return firstOffset + records;
    }

    /// Writes the header into the first [#BYTES] bytes.
    void encode(byte[] target) {
        target[0] = VERSION;
        target[1] = (byte) kind.code();
        INT.set(target, 2, records);
        LONG.set(target, 6, term);
        LONG.set(target, 14, firstOffset);
        LONG.set(target, 22, timeNanos);
        LONG.set(target, 30, configuration);
    }

    /// The header of the entry at `index`, whose value begins with these bytes.
    static EntryHeader decode(long index, Bytes value) {
        if (value.length() < BYTES) {
            throw new CorruptLogException(
                    "entry %d: expected a header of %d bytes, found %d bytes"
                            .formatted(index, BYTES, value.length()));
        }
        byte[] bytes = new byte[BYTES];
        value.copyTo(0, bytes, 0, BYTES);
        if (bytes[0] != VERSION) {
            throw new LogUnavailableException(
                    "entry %d is of version %d, this program reads version %d"
                            .formatted(index, bytes[0], VERSION));
        }
        int kind = bytes[1];
        if (kind < EntryKind.NO_OP.code() || kind > EntryKind.CONFIGURATION.code()) {
            throw new CorruptLogException(
                    "entry %d: expected a kind from 1 to 3, found %d".formatted(index, kind));
        }
        return new EntryHeader(
                EntryKind.of(kind),
                (int) INT.get(bytes, 2),
                (long) LONG.get(bytes, 6),
                (long) LONG.get(bytes, 14),
                (long) LONG.get(bytes, 22),
                (long) LONG.get(bytes, 30));
    }
}
