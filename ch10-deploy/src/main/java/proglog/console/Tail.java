package proglog.console;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import proglog.CommitLog;
import proglog.CommitLogException;
import proglog.LogRecord;
import proglog.OffsetRange;

/// The last records of a log. For many threads.
///
/// Each is read once, and only as many as fit into a budget: whoever looks must not cost a busy log
/// more than one more reader would.
final class Tail {

    private static final int RECORDS = 10;
    private static final int SHOWN_BYTES = 160;
    private static final long BUDGET_BYTES = 4L * 1024 * 1024;

    private final CommitLog log;
    private final Deque<RecordView> last = new ArrayDeque<>(); // guarded by this

    Tail(CommitLog log) {
        this.log = log;
    }

    /// The last records, the newest first; those known before when the log cannot be read.
    synchronized List<RecordView> now() {
        try {
            OffsetRange range = log.offsets();
            last.removeIf(record -> !range.contains(record.offset()));
            readOn(range);
        } catch (CommitLogException _) {
            // closed, or retention was faster
        }
        return List.copyOf(last);
    }

    private void readOn(OffsetRange range) {
        long newest = last.isEmpty() ? -1 : last.getFirst().offset();
        long lowest = Math.max(Math.max(range.first(), range.next() - RECORDS), newest + 1);
        Deque<RecordView> read = new ArrayDeque<>();
        long bytes = 0;
        for (long offset = range.next() - 1; offset >= lowest && bytes < BUDGET_BYTES; offset--) {
            LogRecord record = log.read(offset);
            bytes += record.value().length();
            read.addLast(RecordView.of(record, SHOWN_BYTES));
        }
        if (!read.isEmpty() && read.getLast().offset() != newest + 1) {
            last.clear(); // there would be a gap
        }
        read.descendingIterator().forEachRemaining(last::addFirst);
        while (last.size() > RECORDS) {
            last.removeLast();
        }
    }
}
