package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import proglog.CommitLogException;
import proglog.CorruptLogException;

/// Stores that are missing, exchanged or not ours: the log says so and does not open.
final class DamagedSegmentsTest {

    private static final SegmentedLogConfig CONFIG =
            SegmentedLogConfig.defaults().withSegments(100_000, 3 * Index.ENTRY_BYTES);
    private static final List<String> CONTENTS =
            List.of("aa", "ab", "ac", "ba", "bb", "bc", "ca", "cb");

    private final Path directory;

    DamagedSegmentsTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @BeforeEach
    void write() {
        try (SegmentedLog log = open(directory)) {
            Written.append(log, CONTENTS.toArray(String[]::new));
        }
    }

    @Test
    void refusesExchangedSegments() throws IOException {
        exchange(Written.store(directory, 0), Written.store(directory, 3));
        exchange(Written.index(directory, 0), Written.index(directory, 3));

        refuses(Written.store(directory, 0) + ", position 8: expected base 0, found 3");
    }

    @Test
    void refusesAStoreOfAnotherLog() throws IOException {
        Path other = directory.resolve("other");
        try (SegmentedLog log = open(other)) {
            Written.append(log, CONTENTS.toArray(String[]::new));
        }
        for (long base : new long[] {3, 6}) {
            Path store = Written.store(directory, base);
            byte[] own = Files.readAllBytes(store);
            Files.copy(Written.store(other, base), store, StandardCopyOption.REPLACE_EXISTING);

            refuses(store + ", position 16: expected log id 0x");
            Files.write(store, own);
        }
        Files.copy(
                Written.store(other, 0),
                Written.store(directory, 0),
                StandardCopyOption.REPLACE_EXISTING);
        refuses(Written.store(directory, 3) + ", position 16: expected log id 0x");
    }

    @Test
    void refusesAStoreThatWasDeletedBesideItsIndex() throws IOException {
        for (long base : new long[] {0, 3, 6}) {
            Path store = Written.store(directory, base);
            byte[] own = Files.readAllBytes(store);
            Files.delete(store);

            refuses(
                    store
                            + " is missing: expected beside "
                            + Written.index(directory, base).getFileName());
            Files.write(store, own);
        }
        assertThat(Written.contents(open(directory))).isEqualTo(CONTENTS);
    }

    @Test
    void refusesAGapInTheMiddle() throws IOException {
        Files.delete(Written.store(directory, 3));
        Files.delete(Written.index(directory, 3));

        refuses(
                Written.store(directory, 0)
                        + ": expected a segment that ends before offset 6, found one that ends"
                        + " before 3");
    }

    @Test
    void refusesToForgetTheLastSegment() throws IOException {
        Files.delete(Written.store(directory, 6));
        Files.delete(Written.index(directory, 6));

        refuses(
                Written.store(directory, 6)
                        + " is missing: expected after offset 5, found nothing");
    }

    /// Retention does the same, so nobody can tell.
    @Test
    void beginsLaterWithoutItsFirstSegment() throws IOException {
        Files.delete(Written.store(directory, 0));
        Files.delete(Written.index(directory, 0));

        try (SegmentedLog log = open(directory)) {
            assertThat(Written.contents(log)).isEqualTo(CONTENTS.subList(3, 8));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3, 6})
    void refusesAHeaderWithADamagedByte(long base) throws IOException {
        Path store = Written.store(directory, base);
        byte[] own = Files.readAllBytes(store);
        for (int position = 0; position < StoreHeader.BYTES; position++) {
            Written.flip(store, position);

            boolean isVersion = 4 <= position && position < 8;
            assertThatThrownBy(() -> open(directory))
                    .as("byte %d", position)
                    .isInstanceOf(
                            isVersion
                                    ? UnsupportedVersionException.class
                                    : CorruptLogException.class)
                    .hasMessageContaining(store.toString());
            Files.write(store, own);
        }
    }

    @Test
    void refusesAVersionItDoesNotKnow() throws IOException {
        Path store = Written.store(directory, 3);
        byte[] bytes = Files.readAllBytes(store);
        ByteBuffer.wrap(bytes).putInt(4, 7);
        Files.write(store, bytes);

        assertThatThrownBy(() -> open(directory))
                .isInstanceOf(UnsupportedVersionException.class)
                .hasMessage(store + " has format version 7, this program knows version 1");
    }

    @Test
    void refusesASealedStoreThatIsTooShortOrTooLong() throws IOException {
        Path store = Written.store(directory, 3);
        byte[] own = Files.readAllBytes(store);
        for (int size = 0; size <= own.length + 60; size++) {
            if (size != own.length) {
                Written.resize(store, size);

                int found = size;
                assertThatThrownBy(() -> open(directory))
                        .as("%d bytes", found)
                        .isInstanceOf(CorruptLogException.class)
                        .hasMessageContaining(store.toString());
                Files.write(store, own);
            }
        }
    }

    @Test
    void refusesNamesThatAreNotOffsets() throws IOException {
        for (String name :
                List.of(
                        "1.store",
                        "x.index",
                        "99999999999999999999.store",
                        "-0000000000000000001" + ".store")) {
            Path stray = directory.resolve(name);
            Files.write(stray, new byte[40]);

            refuses(stray + " is not a segment: expected a name of 20 digits");
            Files.delete(stray);
        }
    }

    @Test
    void leavesOtherFilesAlone() throws IOException {
        Path notes = Files.writeString(directory.resolve("notes.tmp"), "mine");
        Path folder = Files.createDirectory(directory.resolve("backup"));
        Path half = Files.write(directory.resolve("00000000000000000008.store.tmp"), new byte[9]);

        try (SegmentedLog log = open(directory)) {
            assertThat(Written.contents(log)).isEqualTo(CONTENTS);
        }

        assertThat(notes).hasContent("mine");
        assertThat(folder).exists();
        assertThat(half).as("left by a crash").doesNotExist();
    }

    @Test
    void leavesDamagedFilesAsTheyAre() throws IOException {
        Written.flip(Written.store(directory, 3), 9);
        List<Path> files = Written.files(directory, "e");
        List<byte[]> before = files.stream().map(DamagedSegmentsTest::read).toList();

        refuses(Written.store(directory, 3).toString());

        for (int i = 0; i < files.size(); i++) {
            if (files.get(i).toString().endsWith(".store")) {
                assertThat(read(files.get(i))).isEqualTo(before.get(i));
            }
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void refuses(String message) {
        assertThatThrownBy(() -> open(directory))
                .isInstanceOf(CorruptLogException.class)
                .isInstanceOf(CommitLogException.class)
                .hasMessageStartingWith(message);
    }

    private static void exchange(Path one, Path other) throws IOException {
        byte[] bytes = Files.readAllBytes(one);
        Files.copy(other, one, StandardCopyOption.REPLACE_EXISTING);
        Files.write(other, bytes);
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
