package proglog.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Bytes;
import proglog.LogCursor;
import proglog.OffsetRange;

/// A log in files against a list in memory: what both do must be the same, whatever is done.
final class SegmentedLogModelTest {

    private static final int STEPS = 120;

    private final Path directory;

    SegmentedLogModelTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void doesWhatAListWouldDo() throws Exception {
        for (int seed = 0; seed < 25; seed++) {
            compare(seed);
        }
    }

    @Test
    @Tag("slow")
    void doesWhatAListWouldDoForLonger() throws Exception {
        long first = System.nanoTime(); // another one each time; a failure prints it
        for (long seed = first; seed < first + 500; seed++) {
            compare(seed);
        }
    }

    private void compare(long seed) throws Exception {
        Path files = Files.createTempDirectory(directory, "log");
        try (Model model = new Model(files, new Random(seed))) {
            for (int step = 0; step < STEPS; step++) {
                model.step();
            }
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    /// The log and the list, and what is done to both. For one thread only.
    private static final class Model implements AutoCloseable {

        private final Path files;
        private final Random random;
        private final SegmentedLogConfig config;
        private final List<Bytes> values = new ArrayList<>(); // from offset `first` on
        private long first;
        private SegmentedLog log;
        private LogCursor cursor;
        private long followed;

        Model(Path files, Random random) {
            this.files = files;
            this.random = random;
            this.config =
                    SegmentedLogConfig.defaults()
                            .withSegments(random.nextInt(1, 20_000), 12 * random.nextInt(9, 40));
            this.log = open();
            this.cursor = log.follow(0);
        }

        private SegmentedLog open() {
            return SegmentedLog.open(
                    FaultyDisk.volatileDisk(),
                    files,
                    config,
                    InstantSource.system(),
                    StorageListener.NONE);
        }

        void step() throws Exception {
            switch (random.nextInt(20)) {
                case 0 -> reopen();
                case 1 -> dieAndReopen();
                case 2 -> truncatePrefix();
                case 3 -> truncateSuffix();
                case 4 -> reset();
                case 5, 6, 7 -> follow();
                case 8, 9, 10 -> read();
                default -> append();
            }
            assertThat(log.offsets()).isEqualTo(new OffsetRange(first, next()));
        }

        private long next() {
            return first + values.size();
        }

        private void append() {
            List<Bytes> batch = new ArrayList<>();
            int limit = random.nextInt(20) == 0 ? 15_000 : 200;
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                byte[] value = new byte[random.nextInt(limit)];
                random.nextBytes(value);
                batch.add(Bytes.wrap(value));
            }
            if (batch.stream().mapToInt(Bytes::length).sum() < 15_000) {
                assertThat(log.append(batch).first()).isEqualTo(next());
                values.addAll(batch);
            }
        }

        private void read() {
            if (!values.isEmpty()) {
                int i = random.nextInt(values.size());
                assertThat(log.read(first + i).value()).isEqualTo(values.get(i));
            }
        }

        private void follow() throws InterruptedException {
            for (int i = random.nextInt(10); i > 0 && followed < next(); i--) {
                assertThat(cursor.next().value()).isEqualTo(values.get((int) (followed++ - first)));
            }
        }

        private void followFrom(long offset) {
            cursor = log.follow(offset);
            followed = offset;
        }

        private void reopen() {
            log.close();
            log = open();
            followFrom(Math.max(first, Math.min(followed, next())));
        }

        private void dieAndReopen() throws IOException {
            Path killed = Written.copy(files, files.resolveSibling(files.getFileName() + "-k"));
            log.close();
            Written.copy(killed, files);
            log = open();
            followFrom(first);
        }

        private void truncatePrefix() {
            log.truncatePrefix(first + random.nextInt(values.size() + 1));
            long begin = log.offsets().first();
            values.subList(0, (int) (begin - first)).clear();
            first = begin;
            followFrom(Math.max(followed, first));
        }

        private void truncateSuffix() {
            int kept = random.nextInt(values.size() + 1);
            log.truncateSuffix(first + kept);
            values.subList(kept, values.size()).clear();
            followFrom(Math.min(followed, next()));
        }

        private void reset() {
            first = random.nextInt(1000);
            log.reset(first);
            values.clear();
            followFrom(first);
        }

        @Override
        public void close() {
            log.close();
        }
    }
}
