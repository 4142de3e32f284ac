package proglog.storage;

import java.io.IOException;
import java.time.Instant;
import proglog.Bytes;
import proglog.HighWaterMark;
import proglog.LogCursor;
import proglog.LogRecord;

/// Reads a log from front to back, a chunk of many frames at a time. For one thread only.
final class SegmentCursor implements LogCursor {

    private static final Frame NONE = new Frame(new byte[Frame.OVERHEAD_BYTES], 0, 0);

    private final Segments segments;
    private final HighWaterMark mark;
    private long offset; // of the next record
    private Frame frame = NONE;
    private Instant time = Instant.EPOCH; // of the frame
    private int record; // where the next record begins in the frame
    private long frameEnd; // the offset behind the frame's last record
    private Segment segment;
    private FrameReader reader;
    private boolean positioned;

    SegmentCursor(Segments segments, HighWaterMark mark, long offset) {
        this.segments = segments;
        this.mark = mark;
        this.offset = offset;
        this.segment = segments.active();
        this.reader = new FrameReader(segment.store(), 0);
    }

    @Override
    public LogRecord next() throws InterruptedException {
        if (offset >= frameEnd || mark.isClosed()) { // then waiting fails
            if (offset >= mark.next()) {
                frame = NONE; // who waits, perhaps for days, holds nothing meanwhile
                reader.release();
            }
            mark.awaitReadable(offset);
            segments.read(offset, this::load);
        }
        Bytes value = frame.value(record);
        record += Frame.RECORD_OVERHEAD_BYTES + value.length();
        return new LogRecord(offset++, time, value);
    }

    /// Reads the frame that holds the next record, from `holder`.
    private Frame load(Segment holder) throws IOException {
        if (!positioned || holder != segment) {
            Index.Entry entry = holder.entryFor(offset);
            segment = holder;
            reader = new FrameReader(holder.store(), entry.position());
            frameEnd = holder.base() + entry.relativeOffset();
            positioned = true;
        }
        try {
            do {
                frame = reader.next(segment.readable(), frameEnd);
                frameEnd = frame.nextOffset();
            } while (offset >= frameEnd); // a mark
        } catch (DamagedFrameException e) {
            throw segment.corrupt(e);
        }
        record = frame.find(offset);
        time = frame.time();
        return frame;
    }

    @Override
    public boolean isReady() {
        return offset < frameEnd || mark.isClosed() || mark.next() > offset;
    }

    @Override
    public void close() {}
}
