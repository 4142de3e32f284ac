package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Task 3.4: [Index#append] and [Index#floor].
@Tag("task-3.4")
final class IndexTest {

    private static final String SECTION = "see README.md, Task 3.4";
    private static final int MAX_BYTES = 10 * Index.ENTRY_BYTES + 5; // the rest is not an entry

    private final Disk disk = new LocalDisk();
    private final Path path;

    IndexTest(@TempDir Path directory) {
        path = directory.resolve("test.index");
    }

    @Test
    void isEmptyAtFirst() throws IOException {
        try (Index index = create()) {
            assertThat(index.last()).as(SECTION).isEmpty();
            assertThat(index.size()).as(SECTION).isZero();
            assertThat(index.floor(Long.MAX_VALUE)).as(SECTION).isEqualTo(-1);
        }
    }

    @Test
    void keepsEntriesOfTwelveBytes() throws IOException {
        try (Index index = create()) {
            add(index, 0, 32);
            add(index, 0x01020304, 0x05060708090A0B0CL);
        }

        assertThat(Files.readAllBytes(path))
                .as(SECTION)
                .containsExactly(
                        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 32, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    @Test
    void givesBackItsEntries() throws IOException {
        try (Index index = create()) {
            add(index, 0, 32);
            add(index, 3, 1L << 40);

            assertThat(index.entry(0)).as(SECTION).isEqualTo(new Index.Entry(0, 32));
            assertThat(index.entry(1)).as(SECTION).isEqualTo(new Index.Entry(3, 1L << 40));
            assertThat(index.last()).as(SECTION).contains(new Index.Entry(3, 1L << 40));
        }
    }

    @Test
    void refusesToReadPastItsEnd() throws IOException {
        try (Index index = create()) {
            add(index, 0, 32);

            assertThatThrownBy(() -> index.entry(1))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("entry 1 is outside [0, 1)");
            assertThatThrownBy(() -> index.entry(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void refusesAnEntryThatDoesNotFit() throws IOException {
        try (Index index = create()) {
            for (int i = 0; i < 10; i++) {
                assertThat(index.room()).as(SECTION).isEqualTo(10 - i);
                add(index, i, i);
            }

            assertThat(index.room()).as(SECTION).isZero();
            assertThatThrownBy(() -> index.append(10, 10))
                    .as(SECTION)
                    .isInstanceOf(IndexFullException.class)
                    .hasMessage("the index is full with 10 entries");
            assertThat(index.size()).isEqualTo(10);
        }
    }

    @Test
    void growsWhenItIsOpenedAndShrinksWhenItIsClosed() throws IOException {
        try (Index index = create()) {
            assertThat(Files.size(path)).isEqualTo(10 * Index.ENTRY_BYTES);
            add(index, 0, 32);
        }

        assertThat(Files.size(path)).isEqualTo(Index.ENTRY_BYTES);
    }

    @Test
    void canBeClosedTwiceAndThenNotRead() throws IOException {
        Index index = create();
        add(index, 0, 32);
        index.close();
        index.close();

        assertThatThrownBy(() -> index.entry(0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void showsNothingBeforeItIsPublished() throws IOException {
        try (Index index = create()) {
            index.append(0, 32);
            index.flush();

            assertThat(index.size()).as(SECTION).isZero();
            index.publish();
            assertThat(index.size()).as(SECTION).isEqualTo(1);
        }
    }

    @Test
    void forgetsWhatWasNotPublished() throws IOException {
        try (Index index = create()) {
            add(index, 0, 32);
            index.append(1, 64);
            index.flush();
            index.append(2, 96);

            index.discard();
            add(index, 1, 128);

            assertThat(index.room()).isEqualTo(8);
            assertThat(index.last()).contains(new Index.Entry(1, 128));
        }
        assertThat(Files.size(path)).isEqualTo(2 * Index.ENTRY_BYTES);
    }

    @Test
    void writesManyEntriesInPortions() throws IOException {
        int count = 5000;
        try (Index index = Index.create(disk, path, count * Index.ENTRY_BYTES, 0)) {
            for (int i = 0; i < count; i++) {
                index.append(2 * i, 100L * i);
            }
            index.flush();
            index.publish();

            for (int i = 0; i < count; i++) {
                assertThat(index.entry(i)).as(SECTION).isEqualTo(new Index.Entry(2 * i, 100L * i));
            }
        }
    }

    @Test
    void findsTheLastEntryAtOrBelowAnOffset() throws IOException {
        try (Index index = create()) {
            add(index, 0, 32);
            add(index, 3, 64);
            add(index, 4, 96);
            add(index, 9, 128);
            int[] expected = {0, 0, 0, 1, 2, 2, 2, 2, 2, 3, 3, 3};

            for (int offset = 0; offset < expected.length; offset++) {
                assertThat(index.floor(offset)).as(SECTION).isEqualTo(expected[offset]);
            }
            assertThat(index.floor(-1)).as(SECTION).isEqualTo(-1);
            assertThat(index.floor(Long.MAX_VALUE)).as(SECTION).isEqualTo(3);
        }
    }

    @Test
    void isTheSameWhenItIsOpenedAgain() throws IOException {
        try (Index index = create()) {
            add(index, 0, 32);
            add(index, 5, 64);
            index.seal(new IndexFooter(2, 0, 96, 6, 1, index.checksum()));
        }
        assertThat(Files.size(path)).isEqualTo(2 * Index.ENTRY_BYTES + IndexFooter.BYTES);

        try (Index index = Index.openSealed(disk, path, 2)) {
            assertThat(index.last()).as(SECTION).contains(new Index.Entry(5, 64));
            assertThat(index.floor(4)).as(SECTION).isZero();
            assertThat(index.room()).isZero();
        }
        assertThat(Files.size(path)).isEqualTo(2 * Index.ENTRY_BYTES + IndexFooter.BYTES);
    }

    @Test
    void beginsAnewOverAnOldFile() throws IOException {
        byte[] old = new byte[500];
        Arrays.fill(old, (byte) 7);
        Files.write(path, old);

        try (Index index = create()) {
            assertThat(index.last()).isEmpty();
            add(index, 0, 32);
        }

        assertThat(Files.readAllBytes(path))
                .isEqualTo(ByteBuffer.allocate(12).putInt(0).putLong(32).array());
    }

    @Test
    void takesMoreThanItsLimitWhenTheStoreHasMoreAlready() throws IOException {
        try (Index index = Index.create(disk, path, 2 * Index.ENTRY_BYTES, 4)) {
            for (int i = 0; i < 4; i++) {
                add(index, i, i);
            }

            assertThat(index.size()).isEqualTo(4);
            assertThat(index.room()).isNegative();
        }
    }

    @Test
    void goesOnAfterAWriteThatFailed() throws IOException {
        FaultyDisk faulty = new FaultyDisk();
        try (Index index = Index.create(faulty, path, MAX_BYTES, 0)) {
            add(index, 0, 32);
            index.append(1, 64);
            faulty.limitSpace(5);
            assertThatThrownBy(index::flush).hasMessage("No space left on device");
            faulty.heal();

            index.discard();
            add(index, 1, 128);

            assertThat(index.entry(0)).isEqualTo(new Index.Entry(0, 32));
            assertThat(index.entry(1)).isEqualTo(new Index.Entry(1, 128));
        }
    }

    private Index create() throws IOException {
        return Index.create(disk, path, MAX_BYTES, 0);
    }

    private static void add(Index index, int relativeOffset, long position) throws IOException {
        index.append(relativeOffset, position);
        index.flush();
        index.publish();
    }
}
