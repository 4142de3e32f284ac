package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.Bytes;
import proglog.LogCursor;
import proglog.LogRecord;

/// A cursor that waits at the end of the log costs next to nothing.
final class WaitingCursorTest {

    private static final int CURSORS = 200;
    private static final int VALUE_BYTES = 100 * 1024;

    @Test
    void holdsNothingOfWhatItHasRead(@TempDir Path directory) throws InterruptedException {
        try (SegmentedLog log = SegmentedLog.open(directory, SegmentedLogConfig.defaults())) {
            log.append(Bytes.wrap(new byte[VALUE_BYTES]));
            long before = usedBytes();
            List<LogCursor> cursors = new ArrayList<>();
            List<Background<LogRecord>> readers = new ArrayList<>();
            for (int i = 0; i < CURSORS; i++) {
                LogCursor cursor = log.follow(0);
                cursors.add(cursor);
                cursor.next();
                readers.add(Background.start(cursor::next));
            }
            for (var reader : readers) {
                reader.awaitBlocked();
            }

            long held = usedBytes() - before;
            log.append(Bytes.utf8("b"));
            for (var reader : readers) {
                assertThat(reader.result().value()).isEqualTo(Bytes.utf8("b"));
            }

            assertThat(held).isLessThan((long) CURSORS * VALUE_BYTES / 4);
            cursors.forEach(LogCursor::close);
        }
    }

    private static long usedBytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
