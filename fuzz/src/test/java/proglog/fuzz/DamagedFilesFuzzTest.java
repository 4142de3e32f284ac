package proglog.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import proglog.Bytes;
import proglog.CorruptLogException;
import proglog.LogUnavailableException;
import proglog.storage.SegmentedLog;
import proglog.storage.SegmentedLogConfig;
import proglog.storage.SyncPolicy;

/// A log whose files were changed by a stranger opens with a beginning of its records, or refuses.
final class DamagedFilesFuzzTest {

    private static final SegmentedLogConfig CONFIG =
            SegmentedLogConfig.defaults().withSegments(250, 1200).withSync(SyncPolicy.ROLL);
    private static final int RECORDS = 6;

    private static final SortedMap<String, byte[]> FILES = new TreeMap<>();

    @BeforeAll
    static void writeALog(@TempDir Path directory) throws IOException {
        try (SegmentedLog log = SegmentedLog.open(directory, CONFIG)) {
            for (long offset = 0; offset < RECORDS; offset++) {
                log.append(value(offset));
            }
        }
        for (Path file : files(directory)) {
            FILES.put(file.getFileName().toString(), Files.readAllBytes(file));
        }
    }

    @FuzzTest(maxDuration = "5m")
    void givesTheRecordsOrRefuses(FuzzedDataProvider data) throws IOException {
        Path directory = Files.createTempDirectory("fuzz");
        try {
            writeDamaged(data, directory);
            readAll(directory);
        } finally {
            for (Path file : files(directory)) {
                Files.delete(file);
            }
            Files.delete(directory);
        }
    }

    private static void writeDamaged(FuzzedDataProvider data, Path directory) throws IOException {
        String chosen = data.pickValue(List.copyOf(FILES.keySet()));
        for (Map.Entry<String, byte[]> file : FILES.entrySet()) {
            boolean spared = !file.getKey().equals(chosen);
            byte[] bytes = spared ? file.getValue() : damaged(file.getValue(), data);
            Files.write(directory.resolve(file.getKey()), bytes);
        }
    }

    private static byte[] damaged(byte[] bytes, FuzzedDataProvider data) {
        int at = data.consumeInt(0, bytes.length);
        int replaced = data.consumeInt(0, bytes.length - at);
        byte[] inserted = data.consumeRemainingAsBytes();
        return ByteBuffer.allocate(bytes.length - replaced + inserted.length)
                .put(bytes, 0, at)
                .put(inserted)
                .put(bytes, at + replaced, bytes.length - at - replaced)
                .array();
    }

    private static void readAll(Path directory) {
        try (SegmentedLog log = SegmentedLog.open(directory, CONFIG)) {
            for (long offset = log.offsets().first(); offset < log.offsets().next(); offset++) {
                assertEquals(value(offset), log.read(offset).value());
            }
        } catch (CorruptLogException | LogUnavailableException _) {
            // it said so
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    private static Bytes value(long offset) {
        return Bytes.utf8("record number %d".formatted(offset));
    }
}
