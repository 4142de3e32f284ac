package proglog.consensus.jraft;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Bytes;
import proglog.consensus.CommandLog;
import proglog.consensus.StoredEntry;

/// A log on the disk against a list in memory, whatever is done to both.
final class RaftLogModelTest {

    private static final int STEPS = 60;

    private final Path directory;

    RaftLogModelTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void doesWhatAListWouldDo() throws Exception {
        long first = System.nanoTime(); // another one each time; a failure prints it
        for (long seed = first; seed < first + 10; seed++) {
            try (Model model = new Model(Files.createTempDirectory(directory, "log"), seed)) {
                for (int step = 0; step < STEPS; step++) {
                    model.step();
                }
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    /// The log and the list. For one thread only.
    private static final class Model implements AutoCloseable {

        private final Path files;
        private final Random random;
        private final RaftLogSettings settings;
        private final List<StoredEntry> entries = new ArrayList<>();
        private final List<Long> configurations = new ArrayList<>();
        private long term = 1;
        private long released = 1;
        private RaftLog log;

        Model(Path files, long seed) {
            this.files = files;
            this.random = new Random(seed);
            this.settings =
                    new RaftLogSettings(
                            random.nextInt(200, 20_000),
                            random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(20_000),
                            Duration.ofSeconds(Long.MAX_VALUE));
            this.log = Logs.open(files, settings);
        }

        void step() {
            switch (random.nextInt(14)) {
                case 0 -> reopen();
                case 1 -> truncate();
                case 2 -> release();
                case 3 -> truncateAndReplace();
                case 4, 5 -> readSome();
                case 6, 7, 8 -> search();
                default -> append();
            }
            assertThat(log.nextIndex()).isEqualTo(entries.size() + 1);
            assertThat(log.nextOffset()).isEqualTo(end().firstOffset() + end().records());
            assertThat(log.firstIndex()).isLessThanOrEqualTo(Math.max(1, released - 1));
        }

        private StoredEntry end() {
            return entries.isEmpty()
                    ? new StoredEntry(0, 0, 0, 0, 0, Bytes.EMPTY)
                    : entries.getLast();
        }

        private void append() {
            List<NewEntry> batch = new ArrayList<>();
            for (int i = random.nextInt(30); i >= 0; i--) {
                batch.add(next());
            }
            log.append(batch);
        }

        private NewEntry next() {
            long index = entries.size() + 1L;
            StoredEntry last = end();
            int kind = random.nextInt(10);
            int records = kind < 2 ? 0 : random.nextInt(4);
            int time = random.nextInt(1_000_000);
            NewEntry added =
                    switch (kind) {
                        case 0 -> Logs.noOp(index, term);
                        case 1 -> Logs.configuration(index, term, "a:" + index);
                        default ->
                                Logs.data(
                                        index,
                                        term,
                                        records,
                                        time,
                                        random.nextInt(10) == 0
                                                ? random.nextInt(30_000)
                                                : random.nextInt(100));
                    };
            if (kind == 1) {
                configurations.add(index);
            }
            entries.add(
                    new StoredEntry(
                            index,
                            term,
                            last.firstOffset() + last.records(),
                            records,
                            records == 0 ? last.timeNanos() : Math.max(last.timeNanos(), time),
                            kind < 2 ? Bytes.EMPTY : Bytes.copyOf(added.payload().array())));
            return added;
        }

        private void truncate() {
            long from = released + random.nextInt((int) (entries.size() + 2 - released));
            log.truncateSuffix(from);
            entries.subList((int) from - 1, entries.size()).clear();
            configurations.removeIf(index -> index >= from);
        }

        private void truncateAndReplace() {
            long epoch = log.epoch();
            int before = entries.size();
            truncate();
            assertThat(log.epoch() > epoch).isEqualTo(entries.size() < before);
            term++;
            append();
        }

        private void release() {
            released += random.nextInt((int) (entries.size() + 2 - released));
            log.releasePrefix(released);
        }

        private void readSome() {
            long first = log.firstIndex();
            if (first < log.nextIndex()) {
                long index = first + random.nextLong(log.nextIndex() - first);
                assertThat(log.read(index)).isEqualTo(entries.get((int) index - 1));
                assertThat(log.term(index)).isEqualTo(entries.get((int) index - 1).term());
                try (CommandLog.Entries reader = log.from(index)) {
                    for (; index < log.nextIndex(); index++) {
                        assertThat(reader.next()).isEqualTo(entries.get((int) index - 1));
                    }
                }
            }
        }

        private void search() {
            long first = log.firstIndex();
            List<StoredEntry> kept = entries.subList((int) first - 1, entries.size());
            if (kept.isEmpty()) {
                return;
            }
            long low = kept.getFirst().firstOffset();
            long offset = low + random.nextLong(log.nextOffset() - low + 2);
            assertThat(log.indexOf(offset))
                    .isEqualTo(
                            kept.stream()
                                    .filter(entry -> entry.firstOffset() + entry.records() > offset)
                                    .mapToLong(StoredEntry::index)
                                    .findFirst()
                                    .orElse(log.nextIndex()));
            long time = random.nextInt(1_100_000);
            assertThat(log.indexAt(time))
                    .isEqualTo(
                            kept.stream()
                                    .filter(entry -> entry.timeNanos() >= time)
                                    .mapToLong(StoredEntry::index)
                                    .findFirst()
                                    .orElse(log.nextIndex()));
        }

        private void reopen() {
            log.close();
            log = Logs.open(files, settings);
            assertThat(log.configurations())
                    .extracting(RaftEntry::index)
                    .containsExactlyElementsOf(
                            configurations.stream()
                                    .filter(index -> index >= log.firstIndex())
                                    .toList());
        }

        @Override
        public void close() {
            log.close();
        }
    }
}
