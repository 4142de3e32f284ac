package proglog.storage;

import java.util.ArrayList;
import java.util.List;
import proglog.LogRecord;
import proglog.OffsetRange;

/// How much of a log is printed. Immutable.
///
/// @param frames whether each frame is
/// @param values whether each record is, with its value
/// @param range which offsets are
record Selection(boolean frames, boolean values, OffsetRange range) {

    boolean shows(Frame frame) {
        return frames
                && frame.firstOffset() < range.next()
                && range.first() < Math.max(frame.nextOffset(), frame.firstOffset() + 1);
    }

    /// The records of `frame` that are printed.
    List<LogRecord> records(Frame frame) {
        List<LogRecord> records = new ArrayList<>();
        if (values) {
            int place = frame.firstRecord();
            for (long offset = frame.firstOffset(); offset < frame.nextOffset(); offset++) {
                if (range.contains(offset)) {
                    records.add(frame.record(place, offset));
                }
                place = frame.after(place);
            }
        }
        return records;
    }
}
