package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Task 3.3: [FrameReader#next].
@Tag("task-3.3")
final class FrameReaderTest {

    private static final String SECTION = "see README.md, Task 3.3";
    private static final long LOG_ID = 99;

    private final Store store;

    FrameReaderTest(@TempDir Path directory) throws IOException {
        SegmentFiles files = new SegmentFiles(directory, 0);
        store = Store.create(new LocalDisk(), files, new StoreHeader(0, LOG_ID, 0));
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void readsFrameAfterFrame() throws Exception {
        append(RawFrame.of(LOG_ID, 0, "a", "b"));
        append(RawFrame.of(LOG_ID, 2, "c"));
        FrameReader reader = new FrameReader(store, 32);

        Frame first = reader.next(store.size(), 0);
        assertThat(first.position()).as(SECTION).isEqualTo(32);
        assertThat(reader.position()).as(SECTION).isEqualTo(first.end());
        Frame second = reader.next(store.size(), 2);

        assertThat(first.record(first.find(1), 1).value().toUtf8()).as(SECTION).isEqualTo("b");
        assertThat(second.record(second.find(2), 2).value().toUtf8()).as(SECTION).isEqualTo("c");
        assertThat(reader.position()).as(SECTION).isEqualTo(store.size());
    }

    @Test
    void readsFramesOfAllSizesOverManyReadsOfTheFile() throws Exception {
        int[] sizes = {0, 1, 131_015, 131_016, 131_017, 5, 131_072, 300_000, 7, 65_000, 65_000, 9};
        for (int i = 0; i < sizes.length; i++) {
            append(RawFrame.of(LOG_ID, i, "x".repeat(sizes[i])));
        }
        FrameReader reader = new FrameReader(store, 32);

        for (int i = 0; i < sizes.length; i++) {
            Frame frame = reader.next(store.size(), i);
            assertThat(frame.record(frame.find(i), i).value().length())
                    .as(SECTION)
                    .isEqualTo(sizes[i]);
        }
    }

    @Test
    void leavesAFrameAloneThatItGaveAway() throws Exception {
        for (int i = 0; i < 100; i++) {
            append(RawFrame.of(LOG_ID, i, String.valueOf(i).repeat(3000)));
        }
        FrameReader reader = new FrameReader(store, 32);
        Frame first = reader.next(store.size(), 0);

        for (int i = 1; i < 100; i++) {
            reader.next(store.size(), i);
        }

        assertThat(first.record(first.find(0), 0).value().toUtf8())
                .as(SECTION)
                .isEqualTo("0".repeat(3000));
    }

    @Test
    void seesWhatIsAppendedLater() throws Exception {
        append(RawFrame.of(LOG_ID, 0, "a"));
        FrameReader reader = new FrameReader(store, 32);
        reader.next(store.size(), 0);

        append(RawFrame.of(LOG_ID, 1, "b"));

        assertThat(reader.next(store.size(), 1).count()).as(SECTION).isEqualTo(1);
    }

    @Test
    void refusesAFrameWithADamagedByte() throws Exception {
        byte[] intact = RawFrame.of(LOG_ID, 0, "hello").encode();
        for (int i = 0; i < intact.length; i++) {
            byte[] damaged = intact.clone();
            damaged[i] ^= (byte) (1 << (i % 8));
            store.truncate(32);
            store.append(ByteBuffer.wrap(damaged));

            assertThatThrownBy(() -> new FrameReader(store, 32).next(store.size(), 0))
                    .as("byte %d, %s", i, SECTION)
                    .isInstanceOf(DamagedFrameException.class)
                    .hasMessageStartingWith("position 32: expected ");
        }
    }

    @Test
    void saysWhichChecksumItExpectedAndFound() throws Exception {
        byte[] damaged = RawFrame.of(LOG_ID, 0, "hello").encode();
        ByteBuffer.wrap(damaged).putInt(4, 0x0BADBEEF);
        store.append(ByteBuffer.wrap(damaged));
        String expected = "checksum 0x%08x".formatted(new Checksum(LOG_ID).of(damaged, 0));

        assertThatThrownBy(() -> new FrameReader(store, 32).next(store.size(), 0))
                .as(SECTION)
                .hasMessage("position 32: expected " + expected + ", found 0x0badbeef");
    }

    @Test
    void refusesAFrameOfAnotherOffset() throws Exception {
        append(RawFrame.of(LOG_ID, 7, "hello"));

        assertThatThrownBy(() -> new FrameReader(store, 32).next(store.size(), 6))
                .as(SECTION)
                .hasMessage("position 32: expected offset 6, found offset 7");
    }

    @Test
    void refusesAFrameOfAnotherLog() throws Exception {
        append(RawFrame.of(LOG_ID + 1, 0, "hello"));

        assertThatThrownBy(() -> new FrameReader(store, 32).next(store.size(), 0))
                .as(SECTION)
                .isInstanceOf(DamagedFrameException.class)
                .hasMessageContaining("checksum");
    }

    @Test
    void refusesAFrameThatReachesOverTheLimit() throws Exception {
        append(RawFrame.of(LOG_ID, 0, "hello"));
        for (long limit = 32; limit < store.size(); limit++) {
            long end = limit;
            assertThatThrownBy(() -> new FrameReader(store, 32).next(end, 0))
                    .as("limit %d, %s", limit, SECTION)
                    .isInstanceOf(DamagedFrameException.class);
        }
    }

    @Test
    void refusesLengthsThatCannotBe() {
        for (int length : new int[] {-1, 0, 1, 47, 58, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThatThrownBy(
                            () -> {
                                byte[] wrong = RawFrame.of(LOG_ID, 0, "hello").encode();
                                ByteBuffer.wrap(wrong).putInt(0, length);
                                store.truncate(32);
                                store.append(ByteBuffer.wrap(wrong));
                                new FrameReader(store, 32).next(store.size(), 0);
                            })
                    .as("length %d, %s", length, SECTION)
                    .isInstanceOf(DamagedFrameException.class)
                    .hasMessage("position 32: expected a length from 48 to 57, found " + length);
        }
    }

    @Test
    void refusesZeros() throws Exception {
        store.append(ByteBuffer.wrap(new byte[4096]));

        assertThatThrownBy(() -> new FrameReader(store, 32).next(store.size(), 0))
                .as(SECTION)
                .isInstanceOf(DamagedFrameException.class)
                .hasMessageEndingWith("found 0");
    }

    @Test
    void staysInFrontOfADamagedFrame() throws Exception {
        append(RawFrame.of(LOG_ID, 0, "a"));
        long second = store.size();
        store.append(ByteBuffer.wrap(new byte[100]));
        FrameReader reader = new FrameReader(store, 32);
        reader.next(store.size(), 0);

        assertThatThrownBy(() -> reader.next(store.size(), 1))
                .isInstanceOfSatisfying(
                        DamagedFrameException.class,
                        damage -> assertThat(damage.position()).isEqualTo(second));
        assertThat(reader.position()).as(SECTION).isEqualTo(second);
    }

    private void append(RawFrame frame) throws IOException {
        store.append(ByteBuffer.wrap(frame.encode()));
    }
}
