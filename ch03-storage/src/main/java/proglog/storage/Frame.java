package proglog.storage;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import proglog.Bytes;
import proglog.LogRecord;
import proglog.ProducerSequence;

/// The unit that is written, checked and indexed: some records of one append, behind a checksum.
/// Immutable.
///
/// ```
///  0        4          8              16     24       32      36     40         48         56
/// ┌────────┬──────────┬──────────────┬──────┬────────┬───────┬──────┬──────────┬──────────┬─────────┐
/// │ length │ checksum │ first offset │ time │ synced │ count │ more │ producer │ sequence │ records │
/// └────────┴──────────┴──────────────┴──────┴────────┴───────┴──────┴──────────┴──────────┴─────────┘
///                      └──────────────────────────── length bytes ────────────────────────────────┘
/// ```
///
/// All numbers are big-endian. A record is its length (4 bytes) and its value. The checksum, CRC32C
/// over the log's id, the length and everything behind the checksum, is [Checksum]'s affair. `time`
/// is in milliseconds since 1970. `synced` is how much of the file was on the disk before the frame
/// was written: if a later frame says that a damaged place had been synced, the damage is
/// corruption, else it may be a torn write. `more` is how many records of the same batch follow in
/// later frames: a batch is complete with the frame that says 0. A frame without records is a mark:
/// it only says what is synced.
final class Frame {

    static final int HEADER_BYTES = 8;
    static final int OVERHEAD_BYTES = 56;
    static final int RECORD_OVERHEAD_BYTES = 4;

    /// A frame takes records until it has this size: large enough to be cheap, small enough to be
    /// read whole for the sake of one record.
    static final int TARGET_BYTES = 4096;

    static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private final int at;
    private final long position;
    private final Instant time;

    /// The frame that starts at `bytes[at]`, found in its file at `position`; it must be complete.
    Frame(byte[] bytes, int at, long position) {
        this.bytes = bytes;
        this.at = at;
        this.position = position;
        this.time = Instant.ofEpochMilli((long) LONG.get(bytes, at + 16));
    }

    /// How many bytes follow the checksum of the frame at `bytes[at]`, if it is one.
    static int length(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    static int storedChecksum(byte[] bytes, int at) {
        return (int) INT.get(bytes, at + 4);
    }

    static long firstOffset(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at + 8);
    }

    static long synced(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at + 24);
    }

    long position() {
        return position;
    }

    /// Where the next frame begins.
    long end() {
        return position + HEADER_BYTES + length(bytes, at);
    }

    long firstOffset() {
        return firstOffset(bytes, at);
    }

    /// One past the offset of the last record.
    long nextOffset() {
        return firstOffset() + count();
    }

    Instant time() {
        return time;
    }

    /// Up to which position the file was synced before this frame was written.
    long synced() {
        return synced(bytes, at);
    }

    int count() {
        return (int) INT.get(bytes, at + 32);
    }

    /// Whether the batch goes on in the next frame.
    boolean hasMore() {
        return (int) INT.get(bytes, at + 36) > 0;
    }

    ProducerSequence sequence() {
        long producer = (long) LONG.get(bytes, at + 40);
        return producer == 0
                ? ProducerSequence.NONE
                : new ProducerSequence(producer, (long) LONG.get(bytes, at + 48));
    }

    /// Where the first record begins in the array; [#after] leads from each to the next.
    int firstRecord() {
        return at + OVERHEAD_BYTES;
    }

    /// Where the record behind the one at `record` begins in the array.
    int after(int record) {
        return record + RECORD_OVERHEAD_BYTES + (int) INT.get(bytes, record);
    }

    /// The value of the record at `record` in the array, sharing the array.
    Bytes value(int record) {
        return Bytes.wrap(bytes, record + RECORD_OVERHEAD_BYTES, (int) INT.get(bytes, record));
    }

    /// The record at `record` in the array, sharing the array.
    LogRecord record(int record, long offset) {
        return new LogRecord(offset, time, value(record));
    }

    /// Where the record with this offset, one of this frame's or the one behind, begins in the
    /// array.
    int find(long offset) {
        int record = firstRecord();
        for (long i = firstOffset(); i < offset; i++) {
            record = after(record);
        }
        return record;
    }

    /// Whether the records are as many as it says, and fill it.
    boolean isFilled() {
        int end = at + HEADER_BYTES + length(bytes, at);
        int record = firstRecord();
        for (int i = 0; i < count(); i++) {
            int room = end - record - RECORD_OVERHEAD_BYTES;
            if (room < 0
                    || (int) INT.get(bytes, record) < 0
                    || (int) INT.get(bytes, record) > room) {
                return false;
            }
            record = after(record);
        }
        return count() >= 0 && record == end;
    }

    /// The checksum it carries, which fits.
    int checksum() {
        return storedChecksum(bytes, at);
    }

    /// A frame of the log with `checksum`'s id that holds the records of this one below `offset`,
    /// and ends its batch; a batch that is cut is no longer its producer's.
    byte[] cutBefore(long offset, Checksum checksum) {
        byte[] cut = Arrays.copyOfRange(bytes, at, find(offset));
        INT.set(cut, 0, cut.length - HEADER_BYTES);
        INT.set(cut, 32, (int) (offset - firstOffset()));
        INT.set(cut, 36, 0);
        if (hasMore() || offset < nextOffset()) { // what is left is not what the producer sent
            LONG.set(cut, 40, 0L);
            LONG.set(cut, 48, 0L);
        }
        INT.set(cut, 4, checksum.of(cut, 0));
        return cut;
    }
}
