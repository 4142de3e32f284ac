package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Batch;
import proglog.Bytes;
import proglog.CorruptLogException;
import proglog.OffsetRange;

/// Task 3.6: what a crash leaves at the end of the last store is cut, whole batches stay.
@Tag("task-3.6")
final class TornTailTest {

    private static final String SECTION = "see README.md, Task 3.6";
    private static final SegmentedLogConfig CONFIG = SegmentedLogConfig.defaults();

    private final Path directory;
    private final Path copy;
    private final Path store;

    TornTailTest(@TempDir Path directory, @TempDir Path copy) {
        this.directory = directory;
        this.copy = copy;
        this.store = Written.store(copy, 0);
    }

    @Test
    @Tag("seconds")
    void keepsTheWholeBatchesOfAStoreThatIsCutAnywhere() throws IOException {
        List<Integer> ends = new ArrayList<>();
        try (SegmentedLog log = open(directory)) {
            for (int i = 0; i < 4; i++) {
                log.append(Written.values(List.of("a" + i, "b" + i)));
                ends.add((int) Files.size(Written.store(directory, 0)));
            }
            for (int size = ends.get(1); size <= ends.get(3); size++) {
                Written.copy(directory, copy);
                Written.resize(store, size);
                int end = size;
                int whole = (int) ends.stream().filter(batch -> batch <= end).count();

                checkAndGoOn(whole, "cut to " + size + " bytes");
            }
        }
    }

    @Test
    void cutsZerosOfAnyLength() throws IOException {
        try (SegmentedLog log = open(directory)) {
            log.append(Written.values(List.of("a0", "b0")));
            log.append(Written.values(List.of("a1", "b1")));
            int size = (int) Files.size(Written.store(directory, 0));
            for (int zeros : new int[] {1, 3, 4, 7, 8, 55, 56, 57, 100, 4095, 4096, 200_000}) {
                Written.copy(directory, copy);
                Written.resize(store, size + zeros);

                checkAndGoOn(2, zeros + " zeros");
            }
        }
    }

    @Test
    void cutsALastBatchOfWhichOnlyZerosReachedTheDisk() throws IOException {
        try (SegmentedLog log = open(directory)) {
            log.append(Written.values(List.of("a0", "b0")));
            int kept = (int) Files.size(Written.store(directory, 0));
            log.append(Written.values(List.of("a1", "b1")));
            int size = (int) Files.size(Written.store(directory, 0));
            for (int from = kept; from < size; from++) {
                Written.copy(directory, copy);
                byte[] bytes = Files.readAllBytes(store);
                Arrays.fill(bytes, from, size, (byte) 0);
                boolean isTheSame = Arrays.equals(bytes, Files.readAllBytes(store));
                Files.write(store, bytes);

                checkAndGoOn(isTheSame ? 2 : 1, "zeros from " + from);
            }
        }
    }

    @Test
    void cutsGarbage() throws IOException {
        try (SegmentedLog log = open(directory)) {
            log.append(Written.values(List.of("a0", "b0")));
            for (int seed = 0; seed < 100; seed++) {
                Random random = new Random(seed);
                byte[] garbage = new byte[random.nextInt(1, 3000)];
                random.nextBytes(garbage);
                Written.copy(directory, copy);
                Written.addTo(store, garbage);

                checkAndGoOn(1, "garbage of seed " + seed);
            }
        }
    }

    @Test
    void doesNotTakeAValueForAFrame() throws IOException {
        try (SegmentedLog log = open(directory)) {
            log.append(Written.values(List.of("a0", "b0")));
            byte[] own = Files.readAllBytes(Written.store(directory, 0));
            byte[] frame = Arrays.copyOfRange(own, 32, own.length);
            log.append(Bytes.wrap(frame)); // a value that is a frame of this very log
            Written.copy(directory, copy);
            Written.resize(store, (int) Files.size(store) - 1);

            checkAndGoOn(1, "a frame in a torn value");
        }
    }

    @Test
    @Tag("seconds")
    void keepsALargeBatchWholeOrNotAtAll() throws IOException {
        try (SegmentedLog log = open(directory)) {
            log.append(Written.values(List.of("a0", "b0")));
            int kept = (int) Files.size(Written.store(directory, 0));
            log.append(large());
            int size = (int) Files.size(Written.store(directory, 0));
            assertThat(log.segments()).hasSize(1);
            for (int cut = kept; cut < size; cut += 401) {
                Written.copy(directory, copy);
                Written.resize(store, cut);

                checkAndGoOn(1, "cut to " + cut + " bytes");
            }
        }
    }

    @Test
    void cutsABatchOfWhichLaterPagesReachedTheDiskBeforeEarlierOnes() throws IOException {
        try (SegmentedLog log = open(directory)) {
            log.append(Written.values(List.of("a0", "b0")));
            log.append(large());
            int size = (int) Files.size(Written.store(directory, 0));
            for (int page = 4096; page + 4096 < size; page += 4096) {
                Written.copy(directory, copy);
                zeroPage(page);

                checkAndGoOn(1, "no page at " + page);
            }
        }
    }

    @Test
    void refusesALogThatLostAPageWhichHadBeenSynced() throws IOException {
        try (SegmentedLog log = open(directory)) {
            log.append(Written.values(List.of("a0", "b0")));
            log.append(large());
            int size = (int) Files.size(Written.store(directory, 0));
            log.append(Bytes.utf8("behind"));
            for (int page = 4096; page + 4096 < size; page += 4096) {
                Written.copy(directory, copy);
                zeroPage(page);

                assertThatThrownBy(() -> open(copy))
                        .as("no page at %d, %s", page, SECTION)
                        .isInstanceOf(CorruptLogException.class)
                        .hasMessageContaining(store + ", position ")
                        .hasMessageContaining("expected ")
                        .hasMessageContaining("found ")
                        .hasMessageContaining("it had been synced");
            }
        }
    }

    @Test
    void cutsAPageThatWasNotSyncedAlthoughOthersBehindItWereWritten() throws IOException {
        SegmentedLogConfig unsynced = CONFIG.withSync(SyncPolicy.ROLL);
        try (SegmentedLog log =
                SegmentedLog.open(directory, unsynced)) { // nothing is synced before the end
            log.append(Written.values(List.of("a0", "b0")));
            log.append(large());
            log.append(Bytes.utf8("behind"));
            Written.copy(directory, copy);
            zeroPage(8192);

            checkAndGoOn(1, "no page at 8192");
        }
    }

    /// The store in the copy must hold this many batches of two, and take more.
    private void checkAndGoOn(int batches, String what) {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < batches; i++) {
            expected.addAll(List.of("a" + i, "b" + i));
        }
        try (SegmentedLog log = open(copy)) {
            assertThat(Written.contents(log)).as("%s, %s", what, SECTION).isEqualTo(expected);
            OffsetRange more = log.append(Written.values(List.of("c", "d")));
            assertThat(more.first()).as("%s, %s", what, SECTION).isEqualTo(2L * batches);
        }
        expected.addAll(List.of("c", "d"));
        try (SegmentedLog log = open(copy)) {
            assertThat(Written.contents(log)).as("%s, then reopened", what).isEqualTo(expected);
        }
    }

    private void zeroPage(int position) throws IOException {
        byte[] bytes = Files.readAllBytes(store);
        Arrays.fill(bytes, position, position + 4096, (byte) 0);
        Files.write(store, bytes);
    }

    private static List<Bytes> large() {
        List<Bytes> values = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            values.add(Bytes.utf8("x".repeat(1000)));
        }
        return Batch.of(values).values();
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
