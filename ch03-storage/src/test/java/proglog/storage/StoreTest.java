package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import proglog.CorruptLogException;

/// Task 3.2: [Store#append].
@Tag("task-3.2")
final class StoreTest {

    private static final String SECTION = "see README.md, Task 3.2";
    private static final StoreHeader HEADER = new StoreHeader(16, 0x1122334455667788L, 3);

    private final Disk disk = new LocalDisk();
    private final Path directory;
    private final SegmentFiles files;

    StoreTest(@TempDir Path directory) {
        this.directory = directory;
        this.files = new SegmentFiles(directory, 16);
    }

    @Test
    void beginsWithItsHeader() throws IOException {
        try (Store store = Store.create(disk, files, HEADER)) {
            assertThat(store.size()).isEqualTo(32);
            assertThat(store.header()).isEqualTo(HEADER);
        }

        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(files.store()));
        assertThat(bytes.getInt()).isEqualTo(0x504C4F47);
        assertThat(bytes.getInt()).isEqualTo(1);
        assertThat(bytes.getLong()).isEqualTo(16);
        assertThat(bytes.getLong()).isEqualTo(0x1122334455667788L);
        assertThat(bytes.getInt()).isEqualTo(3);
        assertThat(files.store()).hasFileName("00000000000000000016.store");
        assertThat(files.temporary()).doesNotExist();
    }

    @Test
    void returnsWhereTheFramesBegin() throws IOException {
        try (Store store = Store.create(disk, files, HEADER)) {
            long first = store.append(bytes("hello"));
            long second = store.append(bytes("you"));

            assertThat(first).as(SECTION).isEqualTo(32);
            assertThat(second).as(SECTION).isEqualTo(first + 5);
            assertThat(store.size()).as(SECTION).isEqualTo(second + 3);
        }
    }

    @Test
    void letsReadersSeeWhatWasAppendedBefore() throws IOException {
        try (Store store = Store.create(disk, files, HEADER)) {
            long first = store.append(bytes("hello"));
            assertThat(text(store.read(first, first + 5))).as(SECTION).isEqualTo("hello");

            long second = store.append(bytes("you"));
            assertThat(text(store.read(first, store.size()))).as(SECTION).isEqualTo("helloyou");
            assertThat(text(store.read(second, second + 3))).as(SECTION).isEqualTo("you");
        }
    }

    @Test
    void isReadFromMemoryOnceItIsSealedUnlessItsFramesAreLarge() throws IOException {
        try (Store store = Store.create(disk, files, HEADER)) {
            long first = store.append(ByteBuffer.allocate(100 * 1024));

            store.seal(2);
            assertThat(store.worthReading()).as("frames of 50 KiB").isPositive();
            store.seal(100);
            assertThat(store.worthReading()).as("frames of 1 KiB").isZero();
            assertThat(store.read(first, store.size())).hasSize(100 * 1024);
        }
    }

    @Test
    void readsNothingBehindItsEnd() throws IOException {
        try (Store store = Store.create(disk, files, HEADER)) {
            store.append(bytes("hello"));

            assertThatThrownBy(() -> store.read(32, 38)).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void goesOnWhereItEndedWhenItIsOpenedAgain() throws IOException {
        try (Store store = Store.create(disk, files, HEADER)) {
            store.append(bytes("hello"));
        }

        try (Store store = Store.open(disk, files)) {
            assertThat(store.size()).as(SECTION).isEqualTo(37);
            assertThat(store.append(bytes("you"))).as(SECTION).isEqualTo(37);
            assertThat(text(store.read(32, 40))).as(SECTION).isEqualTo("helloyou");
        }
    }

    @Test
    void staysWhereItWasWhenAWriteFails() throws IOException {
        FaultyDisk faulty = new FaultyDisk();
        try (Store store = Store.create(faulty, files, HEADER)) {
            store.append(bytes("hello"));
            faulty.limitSpace(1);

            assertThatThrownBy(() -> store.append(bytes("lost")))
                    .hasMessage("No space left on device");

            faulty.heal();
            assertThat(store.size()).as(SECTION).isEqualTo(37);
            assertThat(store.append(bytes("kept"))).as(SECTION).isEqualTo(37);
        }
    }

    @Test
    void knowsHowMuchOfItIsOnTheDisk() throws IOException {
        try (Store store = Store.create(disk, files, HEADER)) {
            assertThat(store.synced()).isEqualTo(32);
            store.append(bytes("hello"));
            assertThat(store.synced()).isEqualTo(32);

            store.force();
            assertThat(store.synced()).isEqualTo(37);

            store.truncate(35);
            assertThat(store.synced()).isEqualTo(35);
            assertThat(store.size()).isEqualTo(35);
        }
    }

    @Test
    void isNotThereWhenItsHeaderCouldNotBeWritten() throws IOException {
        FaultyDisk faulty = new FaultyDisk();
        faulty.limitSpace(10);

        assertThatThrownBy(() -> Store.create(faulty, files, HEADER))
                .isInstanceOf(IOException.class);

        assertThat(files.store()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 8, 15, 16, 23, 24, 27, 28, 31})
    void refusesADamagedHeader(int position) throws IOException {
        Store.create(disk, files, HEADER).close();
        Written.flip(files.store(), position);

        assertThatThrownBy(() -> Store.open(disk, files))
                .isInstanceOf(CorruptLogException.class)
                .hasMessageContaining(files.store().toString())
                .hasMessageMatching("(?s).*position (0|28): expected .* 0x.*, found 0x.*");
    }

    @Test
    void refusesAVersionItDoesNotKnow() throws IOException {
        Store.create(disk, files, HEADER).close();
        byte[] bytes = Files.readAllBytes(files.store());
        ByteBuffer.wrap(bytes).putInt(4, 2);
        Files.write(files.store(), bytes);

        assertThatThrownBy(() -> Store.open(disk, files))
                .isInstanceOf(UnsupportedVersionException.class)
                .hasMessageContaining(files.store().toString())
                .hasMessageEndingWith("has format version 2, this program knows version 1");
    }

    @Test
    void refusesAnotherSegmentsFile() throws IOException {
        Store.create(disk, files, HEADER).close();
        SegmentFiles other = new SegmentFiles(directory, 17);
        Files.move(files.store(), other.store());

        assertThatThrownBy(() -> Store.open(disk, other))
                .isInstanceOf(CorruptLogException.class)
                .hasMessage(other.store() + ", position 8: expected base 17, found 16");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31})
    void refusesAFileThatIsTooShort(int size) throws IOException {
        Store.create(disk, files, HEADER).close();
        Written.resize(files.store(), size);

        assertThatThrownBy(() -> Store.open(disk, files))
                .isInstanceOf(CorruptLogException.class)
                .hasMessageEndingWith("expected a header of 32 bytes, found " + size + " bytes");
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
