package proglog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The part of [CommitLogContract] about many callers, and about one that calls again.
public interface SharedLogContract {

    /// How many threads append at the same time.
    int THREADS = 8;

    /// How many times each does.
    int APPENDS = 50;

    /// See [CommitLogContract#open].
    CommitLog open(Path directory);

    @Test
    default void givesEachOfManyThreadsItsOwnOffsets(@TempDir Path directory)
            throws InterruptedException {
        try (CommitLog log = open(directory)) {
            List<OffsetRange> taken =
                    onManyThreads(name -> log.append(List.of(Bytes.utf8(name))), log);

            assertThat(taken).doesNotHaveDuplicates();
            assertThat(log.offsets()).isEqualTo(new OffsetRange(0, THREADS * APPENDS));
        }
    }

    @Test
    @Tag("seconds")
    default void keepsTheBatchesOfManyThreadsTogether(@TempDir Path directory)
            throws InterruptedException {
        try (CommitLog log = open(directory)) {
            List<OffsetRange> taken =
                    onManyThreads(
                            name ->
                                    log.append(
                                            List.of(
                                                    Bytes.utf8(name),
                                                    Bytes.utf8(name),
                                                    Bytes.utf8(name))),
                            log);

            for (OffsetRange batch : taken) {
                assertThat(batch.size()).isEqualTo(3);
                Bytes first = log.read(batch.first()).value();
                assertThat(log.read(batch.first() + 1).value()).isEqualTo(first);
                assertThat(log.read(batch.first() + 2).value()).isEqualTo(first);
            }
            assertThat(log.offsets().size()).isEqualTo(3L * THREADS * APPENDS);
        }
    }

    @Test
    default void showsABatchWholeOrNotAtAll(@TempDir Path directory) throws InterruptedException {
        List<Bytes> ten = IntStream.range(0, 10).mapToObj(i -> Bytes.utf8("value " + i)).toList();
        try (CommitLog log = open(directory);
                var writer =
                        Background.start(() -> appendUnder("value 0", _ -> log.append(ten), log))) {
            long seen = 0;
            while (seen < 10 * APPENDS) {
                seen = log.offsets().next();
                assertThat(seen % 10).isZero();
            }
            writer.result();
        }
    }

    @Test
    default void showsEveryRecordOnceToEachOfManyReaders(@TempDir Path directory)
            throws InterruptedException {
        try (CommitLog log = open(directory)) {
            List<Background<List<LogRecord>>> readers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                readers.add(Background.start(() -> readAll(log)));
            }
            onManyThreads(name -> log.append(List.of(Bytes.utf8(name))), log);

            List<LogRecord> expected = readAll(log);
            for (Background<List<LogRecord>> reader : readers) {
                assertThat(reader.result()).isEqualTo(expected);
            }
        }
    }

    @Test
    default void storesARepeatedBatchOnce(@TempDir Path directory) {
        try (CommitLog log = open(directory)) {
            Batch batch = batch(7, 1, "a", "b");
            OffsetRange first = log.append(batch, Deadline.never());
            log.append(batch(7, 2, "c"), Deadline.never());

            OffsetRange again = log.append(batch, Deadline.never());

            assertThat(again).isEqualTo(first);
            assertThat(log.offsets()).isEqualTo(new OffsetRange(0, 3));
        }
    }

    @Test
    default void tellsProducersApart(@TempDir Path directory) {
        try (CommitLog log = open(directory)) {
            log.append(batch(7, 1, "a"), Deadline.never());

            OffsetRange other = log.append(batch(8, 1, "a"), Deadline.never());

            assertThat(other).isEqualTo(new OffsetRange(1, 2));
        }
    }

    @Test
    default void storesEachBatchOfAProducerWhoDoesNotCare(@TempDir Path directory) {
        try (CommitLog log = open(directory)) {
            Batch batch = Batch.of(Bytes.utf8("a"));

            log.append(batch, Deadline.never());
            log.append(batch, Deadline.never());

            assertThat(log.offsets()).isEqualTo(new OffsetRange(0, 2));
        }
    }

    @Test
    @Tag("seconds")
    default void doesNotGuessAboutABatchItHasForgotten(@TempDir Path directory) {
        try (CommitLog log = open(directory)) {
            for (int sequence = 1; sequence <= Producers.BATCHES + 1; sequence++) {
                log.append(batch(7, sequence, "value " + sequence), Deadline.never());
            }
            OffsetRange before = log.offsets();

            assertThatThrownBy(() -> log.append(batch(7, 1, "value 1"), Deadline.never()))
                    .isInstanceOf(OutcomeUnknownException.class);
            assertThat(log.offsets()).isEqualTo(before);
        }
    }

    private static Batch batch(long producer, long sequence, String... values) {
        List<Bytes> bytes = new ArrayList<>();
        for (String value : values) {
            bytes.add(Bytes.utf8(value));
        }
        return new Batch(bytes, new ProducerSequence(producer, sequence));
    }

    private static List<LogRecord> readAll(CommitLog log) throws InterruptedException {
        List<LogRecord> records = new ArrayList<>();
        try (LogCursor cursor = log.follow(0)) {
            while (records.size() < THREADS * APPENDS) {
                records.add(cursor.next());
                assertThat(records.getLast().offset()).isEqualTo(records.size() - 1);
            }
        }
        return records;
    }

    /// Lets every thread append under its own name, checks that each sees its own records, and
    /// returns the offsets they all got.
    private static List<OffsetRange> onManyThreads(
            Function<String, OffsetRange> append, CommitLog log) throws InterruptedException {
        List<Background<List<OffsetRange>>> writers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            String name = "thread " + i;
            writers.add(Background.start(() -> appendUnder(name, append, log)));
        }
        List<OffsetRange> all = new ArrayList<>();
        for (Background<List<OffsetRange>> writer : writers) {
            all.addAll(writer.result());
        }
        return all;
    }

    private static List<OffsetRange> appendUnder(
            String name, Function<String, OffsetRange> append, CommitLog log) {
        List<OffsetRange> offsets = new ArrayList<>();
        for (int i = 0; i < APPENDS; i++) {
            OffsetRange taken = append.apply(name);
            assertThat(log.read(taken.first()).value()).isEqualTo(Bytes.utf8(name));
            if (!offsets.isEmpty()) {
                assertThat(taken.first()).isGreaterThanOrEqualTo(offsets.getLast().next());
            }
            offsets.add(taken);
        }
        return offsets;
    }
}
