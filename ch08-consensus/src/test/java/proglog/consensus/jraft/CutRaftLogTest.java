package proglog.consensus.jraft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.consensus.StoredEntry;

/// The last file cut after every byte, as a power cut may leave it.
final class CutRaftLogTest {

    private static final RaftLogSettings SMALLER =
            new RaftLogSettings(600, Long.MAX_VALUE, Duration.ofSeconds(Long.MAX_VALUE));

    private final Path root;

    CutRaftLogTest(@TempDir Path root) {
        this.root = root;
    }

    private List<StoredEntry> write(Path directory) {
        try (RaftLog log = Logs.open(directory, SMALLER)) {
            Logs.append(log, 1, 25);
            for (long index = 26; index <= 34; index += 3) {
                log.append(List.of(Logs.configuration(index, 2, "a:1")));
                log.append(
                        List.of(
                                Logs.data(index + 1, 2, 3, 100, 40),
                                Logs.data(index + 2, 2, 2, 200, 10)));
            }
            List<StoredEntry> entries = new ArrayList<>();
            for (long index = 1; index < log.nextIndex(); index++) {
                entries.add(log.read(index));
            }
            return entries;
        }
    }

    private static Path lastStore(Path log) throws IOException {
        try (Stream<Path> files = Files.list(log)) {
            return files.filter(file -> file.toString().endsWith(".store"))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    @Test
    @Tag("seconds")
    void keepsAPrefixAndGoesOnFromThere() throws IOException {
        List<StoredEntry> entries = write(root.resolve("whole"));
        Path whole = root.resolve("whole/log");
        long size = Files.size(lastStore(whole));
        int shortest = entries.size();
        for (long length = 32; length < size; length++) { // the header is there before the file is
            Path cut = root.resolve("cut" + length);
            copy(whole, cut.resolve("log"));
            try (RandomAccessFile file =
                    new RandomAccessFile(lastStore(cut.resolve("log")).toFile(), "rw")) {
                file.setLength(length);
            }
            try (RaftLog log = Logs.open(cut, SMALLER)) {
                int kept = (int) log.nextIndex() - 1;
                shortest = Math.min(shortest, kept);
                for (int i = 0; i < kept; i++) {
                    assertThat(log.read(i + 1)).isEqualTo(entries.get(i));
                }
                StoredEntry last = entries.get(kept - 1);
                assertThat(log.nextOffset()).isEqualTo(last.firstOffset() + last.records());
                log.append(List.of(Logs.data(kept + 1, 3, 1, 300, 20)));
                assertThat(log.read(kept + 1).firstOffset())
                        .isEqualTo(last.firstOffset() + last.records());
                assertThat(log.configurations()).hasSize(kept < 26 ? 0 : (kept - 26) / 3 + 1);
            }
        }
        assertThat(shortest).isLessThan(entries.size() - 2);
    }
}
