package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.CorruptLogException;
import proglog.LogCursor;

/// Task 3.6: a bit that changed after it was synced is found, never read.
@Tag("task-3.6")
final class FlippedBitTest {

    private static final String SECTION = "see README.md, Task 3.6";
    private static final SegmentedLogConfig CONFIG = SegmentedLogConfig.defaults();

    private final Path directory;
    private final Path copy;
    private final Path store;

    FlippedBitTest(@TempDir Path directory, @TempDir Path copy) {
        this.directory = directory;
        this.copy = copy;
        this.store = Written.store(copy, 0);
    }

    @Test
    void isCorruptionInTheMiddleOfALogThatWasNotClosed() throws IOException {
        try (SegmentedLog log = open(directory)) {
            Written.append(log, "first");
            int from = size(directory);
            Written.append(log, "second");
            int to = size(directory);
            Written.append(log, "third");
            Written.append(log, "fourth");

            for (int position = from; position < to; position++) {
                Written.copy(directory, copy);
                Written.flip(store, position);
                refuses(position, from);
            }
        }
    }

    @Test
    void isCorruptionInTheLastBatchOfALogThatWasClosed() throws IOException {
        int from;
        int to;
        try (SegmentedLog log = open(directory)) {
            Written.append(log, "first");
            from = size(directory);
            Written.append(log, "last");
            to = size(directory);
        }
        for (int position = from; position < to; position++) {
            Written.copy(directory, copy);
            Written.flip(store, position);
            refuses(position, from);
        }
    }

    /// The one ambiguity: nobody came after the last batch to say that it had been synced, so it
    /// may just as well be a torn write. It goes as a whole.
    @Test
    void isTakenForATornWriteInTheLastBatchOfALogThatWasNotClosed() throws IOException {
        try (SegmentedLog log = open(directory)) {
            Written.append(log, "first");
            int from = size(directory);
            log.append(Written.values(List.of("last", "last, too")));
            int to = size(directory);
            for (int position = from; position < to; position++) {
                Written.copy(directory, copy);
                Written.flip(store, position);
                try (SegmentedLog reopened = open(copy)) {
                    assertThat(Written.contents(reopened))
                            .as("byte %d, %s", position, SECTION)
                            .containsExactly("first");
                }
            }
        }
    }

    @Test
    void costsOnlyTheMarkOfALogThatWasClosed() throws IOException {
        int from;
        try (SegmentedLog log = open(directory)) {
            Written.append(log, "first", "last");
            from = size(directory);
        }
        int to = size(directory);
        assertThat(to - from).isEqualTo(Frame.OVERHEAD_BYTES);
        for (int position = from; position < to; position++) {
            Written.copy(directory, copy);
            Written.flip(store, position);
            try (SegmentedLog reopened = open(copy)) {
                assertThat(Written.contents(reopened)).containsExactly("first", "last");
            }
        }
    }

    @Test
    void isFoundWhenItHappensWhileTheLogIsOpen() throws Exception {
        try (SegmentedLog log = open(directory);
                LogCursor cursor = log.follow(0)) {
            Written.append(log, "first", "second", "third");
            Written.flip(Written.store(directory, 0), 32 + 56 + 4 + 5 + 56 + 6);

            assertThat(log.read(0).value().toUtf8()).isEqualTo("first");
            assertThatThrownBy(() -> log.read(1))
                    .isInstanceOf(CorruptLogException.class)
                    .hasMessageContaining("position 97: expected checksum");
            assertThat(log.read(2).value().toUtf8()).isEqualTo("third");
            assertThat(cursor.next().value().toUtf8()).isEqualTo("first");
            for (int i = 0; i < 2; i++) { // again and again
                assertThatThrownBy(cursor::next)
                        .isInstanceOf(CorruptLogException.class)
                        .hasMessageContaining("position 97: expected checksum");
            }
        }
    }

    @Test
    void isFoundInASealedSegmentWhenItIsRead() throws IOException {
        SegmentedLogConfig small = CONFIG.withSegments(1, 120);
        try (SegmentedLog log = SegmentedLog.open(directory, small)) {
            Written.append(log, "first", "second", "third");
        }
        int size = (int) Files.size(Written.store(directory, 1));
        for (int position = 32; position < size; position++) {
            Written.copy(directory, copy);
            Written.flip(Written.store(copy, 1), position);
            try (SegmentedLog log = SegmentedLog.open(copy, small)) {
                assertThat(log.read(0).value().toUtf8()).isEqualTo("first");
                assertThat(log.read(2).value().toUtf8()).isEqualTo("third");
                assertThatThrownBy(() -> log.read(1))
                        .as("byte %d, %s", position, SECTION)
                        .isInstanceOf(CorruptLogException.class)
                        .hasMessageStartingWith(
                                Written.store(copy, 1) + ", position 32: expected ");
            }
        }
    }

    private void refuses(int flipped, int frame) {
        assertThatThrownBy(() -> open(copy))
                .as("byte %d, %s", flipped, SECTION)
                .isInstanceOf(CorruptLogException.class)
                .hasMessageStartingWith(store + ", position " + frame + ": expected ")
                .hasMessageContaining(", found ")
                .hasMessageContaining("; it had been synced, as the frame at position ");
    }

    private static int size(Path directory) throws IOException {
        return (int) Files.size(Written.store(directory, 0));
    }

    private static SegmentedLog open(Path directory) {
        return SegmentedLog.open(
                FaultyDisk.volatileDisk(),
                directory,
                CONFIG,
                InstantSource.system(),
                StorageListener.NONE);
    }
}
