package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;
import proglog.Bytes;
import proglog.LogCursor;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;

/// Following a log over its segments, restarts and truncations, with threads that are interrupted.
final class SegmentCursorTest {

    private static final SegmentedLogConfig CONFIG =
            SegmentedLogConfig.defaults().withSegments(1000, 3 * Index.ENTRY_BYTES);

    private final Path directory;

    SegmentCursorTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void goesFromSegmentToSegmentFromAnyOffset() throws Exception {
        try (SegmentedLog log = open()) {
            for (int i = 0; i < 10; i++) {
                log.append(Written.values(List.of("a" + i, "b" + i)));
            }
            for (int from = 0; from <= 20; from++) {
                try (LogCursor cursor = log.follow(from)) {
                    for (int offset = from; offset < 20; offset++) {
                        assertThat(cursor.isReady()).isTrue();
                        String expected = (offset % 2 == 0 ? "a" : "b") + offset / 2;
                        assertThat(cursor.next().value().toUtf8()).isEqualTo(expected);
                    }
                    assertThat(cursor.isReady()).isFalse();
                }
            }
        }
    }

    @Test
    void passesOverTheMarksOfClosedLogs() throws Exception {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            try (SegmentedLog log = open();
                    LogCursor cursor = log.follow(0)) {
                Written.append(log, "value " + i);
                expected.add("value " + i);
                assertThat(Written.contents(log)).isEqualTo(expected);
                for (String value : expected) {
                    assertThat(cursor.next().value().toUtf8()).isEqualTo(value);
                }
            }
        }
    }

    @Test
    void goesOnWithWhatIsAppendedAfterACut() throws Exception {
        try (SegmentedLog log = open();
                LogCursor cursor = log.follow(0);
                LogCursor ahead = log.follow(5)) {
            Written.append(log, "a", "b", "c", "d");
            assertThat(cursor.next().value().toUtf8()).isEqualTo("a");

            log.truncateSuffix(1);
            assertThat(cursor.isReady()).isFalse();
            Written.append(log, "B", "C", "D", "E", "F");

            assertThat(cursor.next().value().toUtf8()).isEqualTo("B");
            assertThat(cursor.next().value().toUtf8()).isEqualTo("C");
            assertThat(ahead.next().value().toUtf8()).isEqualTo("F");
        }
    }

    @Test
    void findsItsPlaceInALogThatStartedOver() throws Exception {
        try (SegmentedLog log = open();
                LogCursor low = log.follow(1);
                LogCursor high = log.follow(11)) {
            Written.append(log, "a", "b", "c", "d");
            low.next();
            log.reset(10);
            Written.append(log, "k", "l");

            assertThatThrownBy(low::next)
                    .isInstanceOf(OffsetOutOfRangeException.class)
                    .hasMessage("offset 2 is outside [10, 12)");
            assertThat(high.next().value().toUtf8()).isEqualTo("l");
        }
    }

    @Test
    void readsWhatItHasNotReadYetOfALogThatIsClosedNoMore() throws Exception {
        SegmentedLog log = open();
        LogCursor cursor = log.follow(0);
        log.append(Written.values(List.of("a", "b")));
        cursor.next();

        log.close();

        assertThat(cursor.isReady()).as("it fails at once").isTrue();
        assertThatThrownBy(cursor::next).isInstanceOf(LogUnavailableException.class);
    }

    @Test
    void keepsTheFilesOpenWhenReadersAreInterrupted() throws Exception {
        try (SegmentedLog log = open()) {
            Written.append(log, "a", "b", "c", "d", "e");
            for (int i = 0; i < 50; i++) {
                int offset = i % 5;
                var reader =
                        Background.start(() -> {
                            Thread.currentThread().interrupt();
                            String read = log.read(offset).value().toUtf8();
                            assertThat(Thread.currentThread().isInterrupted()).isTrue();
                            return read;
                        });
                assertThat(reader.result()).isEqualTo("abcde".substring(offset, offset + 1));
            }
            assertThat(Written.contents(log)).containsExactly("a", "b", "c", "d", "e");
            Written.append(log, "f");
        }
    }

    @Test
    void keepsTheFilesOpenWhenWritersAreInterrupted() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        try (SegmentedLog log = open()) {
            var writer =
                    Background.start(() -> {
                        int appended = 0;
                        while (!over.get()) {
                            try {
                                log.append(Bytes.utf8("value " + appended));
                                appended++;
                            } catch (LogUnavailableException e) {
                                assertThat(e).hasMessageContaining("interrupted");
                                assertThat(Thread.interrupted()).isTrue();
                            }
                        }
                        return appended;
                    });
            for (int i = 0; i < 300; i++) {
                long seen = log.offsets().next();
                writer.interrupt();
                Background.until(() -> log.offsets().next() > seen);
            }
            over.set(true);

            assertThat((long) writer.result()).isEqualTo(log.offsets().next());
            assertThat(Written.contents(log)).startsWith("value 0", "value 1");
        }
    }

    private SegmentedLog open() {
        return SegmentedLog.open(
                FaultyDisk.volatileDisk(),
                directory,
                CONFIG,
                InstantSource.system(),
                StorageListener.NONE);
    }
}
