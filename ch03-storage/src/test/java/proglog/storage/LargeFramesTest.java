package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Bytes;
import proglog.LogCursor;
import proglog.storage.FaultyDisk.Operation;

/// Frames that are larger than what is read at once are not read in part first, only to see how
/// large they are.
final class LargeFramesTest {

    private static final int FRAMES = 20;
    private static final int VALUE_BYTES = 300_000;
    private static final int FRAME_BYTES = VALUE_BYTES + 100; // and less than so many around it

    private final FaultyDisk disk = FaultyDisk.volatileDisk();
    private final AtomicLong bytesRead = new AtomicLong();

    @Test
    void areReadOnceWhenOneIsAskedFor(@TempDir Path directory) {
        try (SegmentedLog log = filled(directory)) {
            for (int offset = 0; offset < FRAMES - 1; offset++) {
                bytesRead.set(0);

                assertThat(log.read(offset).value().length()).isEqualTo(VALUE_BYTES);

                assertThat(bytesRead)
                        .as("offset %d", offset)
                        .hasValueBetween(VALUE_BYTES, FRAME_BYTES);
            }
        }
    }

    @Test
    void areReadOnceByACursorThatHasSeenOne(@TempDir Path directory) throws InterruptedException {
        try (SegmentedLog log = filled(directory);
                LogCursor cursor = log.follow(0)) {
            cursor.next();
            bytesRead.set(0);

            for (int offset = 1; offset < FRAMES; offset++) {
                assertThat(cursor.next().offset()).isEqualTo(offset);
            }

            assertThat(bytesRead.get()).isLessThan((long) FRAMES * FRAME_BYTES);
        }
    }

    private SegmentedLog filled(Path directory) {
        SegmentedLog log =
                SegmentedLog.open(
                        disk,
                        directory,
                        SegmentedLogConfig.defaults(),
                        InstantSource.system(),
                        StorageListener.NONE);
        for (int i = 0; i < FRAMES; i++) {
            log.append(Bytes.wrap(new byte[VALUE_BYTES]));
        }
        disk.breakWith((operation, _, bytes) -> {
            if (operation == Operation.READ) {
                bytesRead.addAndGet(bytes);
            }
        });
        return log;
    }
}
