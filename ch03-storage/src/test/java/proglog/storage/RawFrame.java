package proglog.storage;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import proglog.Bytes;
import proglog.ProducerSequence;

/// The bytes of a frame, put together a second time from the drawing in [Frame], so that a test
/// does not check the code against itself.
///
/// @param logId of the log it belongs to
/// @param first offset of its first record
/// @param time in milliseconds since 1970
/// @param synced how much of the file was on the disk
/// @param more how many records of the batch are in later frames
/// @param sequence of the batch
/// @param values of its records
record RawFrame(
        long logId,
        long first,
        long time,
        long synced,
        int more,
        ProducerSequence sequence,
        List<Bytes> values) {

    /// A frame of a batch that nobody will repeat, complete and never synced.
    static RawFrame of(long logId, long first, String... values) {
        return new RawFrame(
                logId, first, 0, 0, 0, ProducerSequence.NONE, Written.values(List.of(values)));
    }

    RawFrame withTime(long millis, long syncedBytes) {
        return new RawFrame(logId, first, millis, syncedBytes, more, sequence, values);
    }

    RawFrame withMore(int records) {
        return new RawFrame(logId, first, time, synced, records, sequence, values);
    }

    byte[] encode() {
        int length = 48;
        for (Bytes value : values) {
            length += 4 + value.length();
        }
        ByteBuffer body = ByteBuffer.allocate(length);
        body.putLong(first).putLong(time).putLong(synced).putInt(values.size()).putInt(more);
        body.putLong(sequence.producer()).putLong(sequence.sequence());
        for (Bytes value : values) {
            body.putInt(value.length()).put(value.asByteBuffer());
        }
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(12).putLong(logId).putInt(length).flip());
        crc.update(body.flip());
        ByteBuffer frame = ByteBuffer.allocate(8 + length);
        return frame.putInt(length).putInt((int) crc.getValue()).put(body.flip()).array();
    }
}
