package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Bytes;
import proglog.OffsetOutOfRangeException;

/// The first bytes of a value are the same whether or not the others are read.
final class ReadStartTest {

    private final SegmentedLogConfig config =
            SegmentedLogConfig.defaults().withSegments(100_000, 12_000);
    private final Random random = new Random(1);
    private final List<Bytes> values = new ArrayList<>();
    private final Path directory;

    ReadStartTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private void append(SegmentedLog log, int... sizes) {
        List<Bytes> batch = new ArrayList<>();
        for (int size : sizes) {
            byte[] value = new byte[size];
            random.nextBytes(value);
            batch.add(Bytes.wrap(value));
        }
        log.append(batch);
        values.addAll(batch);
    }

    @Test
    void isTheStartOfTheValue() {
        try (SegmentedLog log = SegmentedLog.open(directory, config)) {
            for (int i = 0; i < 10; i++) {
                append(log, 0, 10, 39, 40, 41, 100, 3000, 3000, 4095, 4096, 5, 30_000, 5);
                append(log, 0);
                append(log, 39);
                append(log, 50_000);
            }
            assertThat(log.segments()).hasSizeGreaterThan(5);

            for (int offset = 0; offset < values.size(); offset++) {
                Bytes value = values.get(offset);
                assertThat(log.readStart(offset, 40))
                        .isEqualTo(value.slice(0, Math.min(40, value.length())));
            }
        }
    }

    @Test
    void refusesAnOffsetThatIsNotThere() {
        try (SegmentedLog log = SegmentedLog.open(directory, config)) {
            assertThatThrownBy(() -> log.readStart(0, 10))
                    .isInstanceOf(OffsetOutOfRangeException.class);
        }
    }
}
