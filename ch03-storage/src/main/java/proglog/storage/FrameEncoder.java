package proglog.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import proglog.Batch;
import proglog.Bytes;
import proglog.ProducerSequence;
import proglog.Task;

/// Packs the records of a group of appends into frames and writes them to a segment. For one thread
/// at a time.
///
/// Its buffers are used again and again: nothing is allocated per record. Batches that carry no
/// [ProducerSequence] share frames, since they are written, synced and acknowledged together.
final class FrameEncoder {

    private static final int BUFFER_BYTES = 256 * 1024;
    private static final int CLOSED = -1;

    private final byte[] standardBuffer = new byte[BUFFER_BYTES];
    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final Checksum checksum;
    private Segment segment;
    private long timeMillis;
    private long synced;
    private byte[] buffer = standardBuffer;
    private int end; // of what the buffer holds
    private int frame = CLOSED; // where the open frame begins in the buffer
    private int count; // records in the open frame
    private long position; // in the file, of the buffer's first byte
    private long next; // offset of the next record
    private ProducerSequence sequence = ProducerSequence.NONE; // of the open frame

    FrameEncoder(Segment segment) {
        this.segment = segment;
        this.checksum = new Checksum(segment.store().header().logId());
    }

    /// Begins a group that is written behind what the segment holds, all with this append time.
    void begin(Segment segment, long timeMillis) {
        this.segment = segment;
        this.timeMillis = timeMillis;
        this.synced = segment.store().synced();
        this.position = segment.store().size();
        this.next = segment.next();
        this.buffer = standardBuffer;
        this.end = 0;
        this.frame = CLOSED;
    }

    /// How many bytes of the group are not in the file yet.
    int pendingBytes() {
        return end;
    }

    /// The offset the next record will get.
    long next() {
        return next;
    }

    /// The most frames that a batch of `records` with `valueBytes` in all can need: one, if it is
    /// small.
    static int mostFrames(int records, long valueBytes) {
        long bytes = valueBytes + (long) records * Frame.RECORD_OVERHEAD_BYTES;
        return (int)
                Math.min(
                        Integer.MAX_VALUE,
                        1 + 2 * (bytes / (Frame.TARGET_BYTES - Frame.OVERHEAD_BYTES)));
    }

    /// Adds the records of `batch` to the group.
    @Task("3.2")
    void add(Batch batch) throws IOException {
        if (isOpen() && !(sequence.isNone() && batch.sequence().isNone())) {
            closeFrame(0);
        }
        int left = batch.size();
        for (Bytes value : batch.values()) {
            if (isOpen() && value.length() >= Frame.TARGET_BYTES) {
                closeFrame(left); // nobody should have to read a large value to get at a small one
            }
            if (!isOpen()) {
                openFrame(batch.sequence());
            }
            put(value);
            left--;
            if (end - frame >= Frame.TARGET_BYTES) {
                closeFrame(left);
            }
        }
    }

    /// Writes what is left of the group.
    void finish() throws IOException {
        if (isOpen()) {
            closeFrame(0);
        }
        write(end);
    }

    /// Writes a frame without records behind what the segment holds: all before it is synced.
    void mark(Segment marked, long nowMillis) throws IOException {
        begin(marked, nowMillis);
        openFrame(ProducerSequence.NONE);
        finish();
    }

    private boolean isOpen() {
        return frame != CLOSED;
    }

    private void openFrame(ProducerSequence of) throws IOException {
        reserve(Frame.OVERHEAD_BYTES);
        frame = end;
        end += Frame.OVERHEAD_BYTES;
        count = 0;
        sequence = of;
    }

    private void put(Bytes value) throws IOException {
        reserve(Frame.RECORD_OVERHEAD_BYTES + value.length());
        Frame.INT.set(buffer, end, value.length());
        value.copyTo(buffer, end + Frame.RECORD_OVERHEAD_BYTES);
        end += Frame.RECORD_OVERHEAD_BYTES + value.length();
        count++;
        next++;
    }

    private void closeFrame(int more) throws IOException {
        long first = next - count;
        Frame.INT.set(buffer, frame, end - frame - Frame.HEADER_BYTES);
        Frame.LONG.set(buffer, frame + 8, first);
        Frame.LONG.set(buffer, frame + 16, timeMillis);
        Frame.LONG.set(buffer, frame + 24, synced);
        Frame.INT.set(buffer, frame + 32, count);
        Frame.INT.set(buffer, frame + 36, more);
        Frame.LONG.set(buffer, frame + 40, sequence.producer());
        Frame.LONG.set(buffer, frame + 48, sequence.sequence());
        Frame.INT.set(buffer, frame + 4, checksum.of(buffer, frame));
        if (count > 0) {
            segment.index().append((int) (first - segment.base()), position + frame);
        }
        frame = CLOSED;
    }

    /// Makes room for `bytes` more: writes the closed frames, moves the open one to the front.
    private void reserve(int bytes) throws IOException {
        if (buffer.length - end >= bytes) {
            return;
        }
        int open = isOpen() ? end - frame : 0;
        write(end - open);
        byte[] from = buffer;
        buffer = open + bytes <= BUFFER_BYTES ? standardBuffer : new byte[open + bytes];
        System.arraycopy(from, isOpen() ? frame : 0, buffer, 0, open);
        frame = isOpen() ? 0 : CLOSED;
        end = open;
    }

    private void write(int bytes) throws IOException {
        for (int written = 0; written < bytes; written += outgoing.limit()) {
            outgoing.clear().put(buffer, written, Math.min(BUFFER_BYTES, bytes - written)).flip();
            segment.store().append(outgoing);
        }
        position += bytes;
        end -= bytes;
    }
}
