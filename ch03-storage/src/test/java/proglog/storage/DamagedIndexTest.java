package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Task 3.6: an index is derived from its store: whatever happens to it, the log is the same.
@Tag("task-3.6")
final class DamagedIndexTest {

    private static final String SECTION = "see README.md, Task 3.6";
    private static final long[] BASES = {0, 3, 6}; // the last one is active
    private static final SegmentedLogConfig CONFIG =
            SegmentedLogConfig.defaults().withSegments(100_000, 3 * Index.ENTRY_BYTES);
    private static final List<String> CONTENTS =
            List.of("aa", "ab", "ac", "ba", "bb", "bc", "ca", "cb");

    private final Path directory;
    private final Path copy;

    DamagedIndexTest(@TempDir Path directory, @TempDir Path copy) {
        this.directory = directory;
        this.copy = copy;
    }

    @BeforeEach
    void write() throws IOException {
        try (SegmentedLog log = open(directory)) {
            Written.append(log, CONTENTS.toArray(String[]::new));
            assertThat(log.segments()).hasSize(BASES.length);
        }
        Written.copy(directory, copy);
    }

    @Test
    void isBuiltAgainWhenItIsDeleted() throws IOException {
        for (long base : BASES) {
            Files.delete(Written.index(copy, base));
            isTheSame("deleted " + base);
        }
        for (long base : BASES) {
            Files.delete(Written.index(copy, base));
        }
        isTheSame("deleted all");
    }

    @Test
    void isBuiltAgainWhenItIsTooShort() throws IOException {
        for (long base : BASES) {
            Path index = Written.index(copy, base);
            int size = (int) Files.size(index);
            for (int cut = 0; cut < size; cut++) {
                Written.resize(index, cut);
                isTheSame(base + " cut to " + cut);
            }
        }
    }

    @Test
    void isBuiltAgainWhenItIsTooLong() throws IOException {
        for (long base : BASES) {
            Path index = Written.index(copy, base);
            int size = (int) Files.size(index);
            for (int more : new int[] {1, 11, 12, 13, 48, 5000}) {
                Written.resize(index, size + more);
                isTheSame(base + " padded by " + more);
            }
        }
    }

    @Test
    void isBuiltAgainWhenAByteOfItIsDamaged() throws IOException {
        for (long base : BASES) {
            Path index = Written.index(copy, base);
            int size = (int) Files.size(index);
            for (int position = 0; position < size; position++) {
                Written.flip(index, position);
                isTheSame(base + " flipped at " + position);
            }
        }
    }

    @Test
    void isBuiltAgainWhenItIsAnotherSegments() throws IOException {
        Path first = Written.index(copy, 0);
        Path second = Written.index(copy, 3);
        assertThat(Files.size(first))
                .as("they fit each other's store")
                .isEqualTo(Files.size(second));
        byte[] bytes = Files.readAllBytes(first);
        Files.copy(second, first, StandardCopyOption.REPLACE_EXISTING);
        Files.write(second, bytes);

        isTheSame("exchanged");
    }

    @Test
    void isBuiltAgainWhenItIsAnotherLogs() throws IOException {
        Path other = copy.resolve("other");
        try (SegmentedLog log = open(other)) {
            Written.append(log, CONTENTS.toArray(String[]::new));
        }
        for (long base : BASES) {
            Files.copy(
                    Written.index(other, base),
                    Written.index(copy, base),
                    StandardCopyOption.REPLACE_EXISTING);
            isTheSame("another log's " + base);
        }
    }

    @Test
    void isBuiltAgainWhenItIsGarbage() throws IOException {
        for (long base : BASES) {
            for (int seed = 0; seed < 20; seed++) {
                byte[] garbage = new byte[new Random(seed).nextInt(200)];
                new Random(seed).nextBytes(garbage);
                Files.write(Written.index(copy, base), garbage);
                isTheSame("garbage of seed " + seed);
            }
        }
    }

    @Test
    void isBuiltAgainAsItWas() throws IOException {
        for (long base : BASES) {
            byte[] was = Files.readAllBytes(Written.index(copy, base));
            Files.delete(Written.index(copy, base));
            isTheSame("deleted " + base);

            assertThat(Files.readAllBytes(Written.index(copy, base))).as(SECTION).isEqualTo(was);
        }
    }

    private void isTheSame(String what) {
        try (SegmentedLog log = open(copy)) {
            assertThat(Written.contents(log)).as("%s, %s", what, SECTION).isEqualTo(CONTENTS);
        }
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
