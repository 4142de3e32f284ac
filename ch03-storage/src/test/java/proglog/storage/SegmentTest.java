package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.CorruptLogException;
import proglog.Producers;

/// Task 3.5: [Segment#isFull] and [Segment#frameWith].
@Tag("task-3.5")
final class SegmentTest {

    private static final String SECTION = "see README.md, Task 3.5";
    private static final int THREE_ENTRIES = 3 * Index.ENTRY_BYTES;
    private static final long MUCH = 1024;

    private final Disk disk = new LocalDisk();
    private final SegmentFiles files;

    SegmentTest(@TempDir Path directory) {
        files = new SegmentFiles(directory, 16);
    }

    @Test
    void beginsAtItsBaseAndIsFullWhenItsIndexIs() throws IOException {
        try (Segment segment = create()) {
            assertThat(segment.next()).as(SECTION).isEqualTo(16);
            assertThat(segment.isEmpty()).isTrue();

            for (long offset = 16; offset < 19; offset++) {
                assertThat(segment.isFull(MUCH, 0, 1)).as(SECTION).isFalse();
                assertThat(append(segment, "hello " + offset)).as(SECTION).isEqualTo(offset);
                assertThat(segment.read(offset).value().toUtf8()).isEqualTo("hello " + offset);
            }

            assertThat(segment.isFull(MUCH, 0, 1)).as(SECTION).isTrue();
        }
    }

    @Test
    void isFullWhenItsStoreIs() throws IOException {
        try (Segment segment = create()) {
            append(segment, "hello");
            long size = segment.store().size();

            assertThat(segment.isFull(size + 1, 0, 1)).as(SECTION).isFalse();
            assertThat(segment.isFull(size, 0, 1)).as(SECTION).isTrue();
            assertThat(segment.isFull(size + 10, 9, 1)).as(SECTION).isFalse();
            assertThat(segment.isFull(size + 10, 10, 1)).as(SECTION).isTrue();
        }
    }

    @Test
    void isFullForABatchOfMoreFramesThanItHasRoomFor() throws IOException {
        try (Segment segment = create()) {
            append(segment, "hello");

            assertThat(segment.isFull(MUCH, 0, 2)).as(SECTION).isFalse();
            assertThat(segment.isFull(MUCH, 0, 3)).as(SECTION).isTrue();
        }
    }

    @Test
    void readsEveryRecordOfAFrame() throws IOException {
        try (Segment segment = create()) {
            append(segment, "a");
            append(segment, "b", "c", "d");
            append(segment, "e");

            assertThat(segment.frameWith(16).count()).as(SECTION).isEqualTo(1);
            assertThat(segment.frameWith(18)).as(SECTION).matches(f -> f.firstOffset() == 17);
            assertThat(segment.read(17).value().toUtf8()).isEqualTo("b");
            assertThat(segment.read(19).value().toUtf8()).isEqualTo("d");
            assertThat(segment.read(20).value().toUtf8()).isEqualTo("e");
        }
    }

    @Test
    void refusesToReadADamagedFrame() throws IOException {
        try (Segment segment = create()) {
            append(segment, "hello");
            append(segment, "you");
            Written.flip(files.store(), 32 + 60);

            assertThatThrownBy(() -> segment.read(16))
                    .as(SECTION)
                    .isInstanceOf(CorruptLogException.class)
                    .hasMessageStartingWith(files.store() + ", position 32: expected checksum 0x")
                    .hasMessageContaining(", found 0x");
            assertThat(segment.read(17).value().toUtf8()).isEqualTo("you");
        }
    }

    @Test
    void isTheSameWhenItIsOpenedAgain() throws IOException {
        try (Segment segment = create()) {
            append(segment, "a", "b");
            append(segment, "c");
        }

        try (Segment segment = Recovery.openLast(disk, files, THREE_ENTRIES, new Producers())) {
            assertThat(segment.next()).as(SECTION).isEqualTo(19);
            assertThat(segment.isFull(MUCH, 0, 1)).isFalse();
            assertThat(append(segment, "d")).isEqualTo(19);
            assertThat(segment.read(17).value().toUtf8()).isEqualTo("b");
            assertThat(segment.read(19).value().toUtf8()).isEqualTo("d");
        }
    }

    @Test
    void isFullAtOnceWhenItIsOpenedAgainWithSmallerLimits() throws IOException {
        try (Segment segment = create()) {
            append(segment, "a");
            append(segment, "b");
        }

        try (Segment segment = Recovery.openLast(disk, files, Index.ENTRY_BYTES, new Producers())) {
            assertThat(segment.isFull(MUCH, 0, 1)).as(SECTION).isTrue();
            assertThat(segment.read(17).value().toUtf8()).isEqualTo("b");
        }
        try (Segment segment = Recovery.openLast(disk, files, THREE_ENTRIES, new Producers())) {
            assertThat(segment.isFull(100, 0, 1)).as(SECTION).isTrue();
        }
    }

    @Test
    void takesBackWhatWasNotPublished() throws IOException {
        try (Segment segment = create()) {
            append(segment, "a");
            long size = segment.store().size();
            encode(segment, "lost");

            segment.discard();

            assertThat(segment.store().size()).isEqualTo(size);
            assertThat(Files.size(files.store())).isEqualTo(size);
            assertThat(append(segment, "b")).isEqualTo(17);
            assertThat(segment.read(17).value().toUtf8()).isEqualTo("b");
        }
    }

    @Test
    void removesBothItsFiles() throws IOException {
        Segment segment = create();
        append(segment, "a");
        assertThat(files.store()).exists();
        assertThat(files.index()).exists();

        segment.remove();

        assertThat(files.directory()).isEmptyDirectory();
    }

    @Test
    void findsTheFirstRecordOfATime() throws IOException {
        try (Segment segment = create()) {
            assertThat(segment.lastTime()).isEmpty();
            assertThat(segment.offsetAt(Instant.EPOCH)).isEqualTo(16);
            appendAt(segment, 100, "a", "b");
            appendAt(segment, 100, "c");
            appendAt(segment, 200, "d");

            assertThat(segment.offsetAt(Instant.EPOCH)).isEqualTo(16);
            assertThat(segment.offsetAt(Instant.ofEpochMilli(100))).isEqualTo(16);
            assertThat(segment.offsetAt(Instant.ofEpochMilli(101))).isEqualTo(19);
            assertThat(segment.offsetAt(Instant.ofEpochMilli(201))).isEqualTo(20);
            assertThat(segment.lastTime()).contains(Instant.ofEpochMilli(200));
        }
    }

    @Test
    void checksTheIndexOfASealedSegmentWhenItIsFirstUsed() throws IOException {
        try (Segment segment = create()) {
            append(segment, "a");
            append(segment, "b");
            segment.seal();
        }
        byte[] index = Files.readAllBytes(files.index());
        Written.flip(files.index(), 23);

        try (Store store = Store.open(disk, files);
                Segment segment =
                        Segment.sealed(
                                disk,
                                files,
                                store,
                                IndexFooter.read(disk, files, store).orElseThrow())) {
            assertThat(segment.next()).isEqualTo(18);
            assertThat(segment.read(17).value().toUtf8()).isEqualTo("b");
        }
        assertThat(Files.readAllBytes(files.index())).isEqualTo(index);
    }

    private Segment create() throws IOException {
        return Segment.create(disk, files, new StoreHeader(16, 5, 0), THREE_ENTRIES);
    }

    private static long append(Segment segment, String... values) throws IOException {
        return appendAt(segment, 0, values);
    }

    private static long appendAt(Segment segment, long millis, String... values)
            throws IOException {
        long first = segment.next();
        FrameEncoder encoder = new FrameEncoder(segment);
        encoder.begin(segment, millis);
        encoder.add(Written.batch(values));
        encoder.finish();
        segment.publish(encoder.next());
        return first;
    }

    private static void encode(Segment segment, String value) throws IOException {
        FrameEncoder encoder = new FrameEncoder(segment);
        encoder.begin(segment, 0);
        encoder.add(Written.batch(value));
        encoder.finish();
    }
}
