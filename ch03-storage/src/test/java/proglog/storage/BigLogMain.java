package proglog.storage;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import proglog.Bytes;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.OffsetRange;

/// Fills a log quickly, or opens and reads one, in as little memory as the JVM was given.
///
/// ```
/// fill directory mebibytes     FILLED records                              and waits to be killed
/// open directory               OPENED records microseconds heap-bytes      heap in use afterwards
/// read directory               READ records
/// ```
public final class BigLogMain {

    private static final int VALUE_BYTES = 1_000;
    private static final int BATCH = 1_000;
    private static final int RANDOM_READS = 2_000;

    private BigLogMain() {}

    /// Does one of the three.
    public static void main(String[] args) throws InterruptedException {
        SegmentedLogConfig config = SegmentedLogConfig.defaults().withSync(SyncPolicy.ROLL);
        long start = System.nanoTime();
        SegmentedLog log = SegmentedLog.open(Path.of(args[1]), config);
        long micros = (System.nanoTime() - start) / 1_000;
        switch (args[0]) {
            case "fill" -> fill(log, Long.parseLong(args[2]) * 1024 * 1024);
            case "open" -> tellOpened(log, micros);
            case "read" -> read(log);
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void fill(SegmentedLog log, long bytes) throws InterruptedException {
        LoadMain.endWithParent();
        long next = log.offsets().next();
        for (long written = 0; written < bytes; written += (long) BATCH * VALUE_BYTES) {
            List<Bytes> values = new ArrayList<>(BATCH);
            for (int i = 0; i < BATCH; i++) {
                values.add(value(next + i));
            }
            next = log.append(values).next();
        }
        System.out.println("FILLED " + next);
        Thread.currentThread().join(); // until it is killed
    }

    private static void tellOpened(SegmentedLog log, long micros) {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        long heap = runtime.totalMemory() - runtime.freeMemory();
        System.out.println("OPENED %d %d %d".formatted(log.offsets().next(), micros, heap));
        log.close();
    }

    private static void read(SegmentedLog log) throws InterruptedException {
        OffsetRange range = log.offsets();
        var random = new SplittableRandom(1);
        for (int i = 0; i < RANDOM_READS; i++) {
            long offset = random.nextLong(range.first(), range.next());
            require(log.read(offset), offset);
        }
        try (LogCursor cursor = log.follow(range.first())) {
            for (long offset = range.first(); offset < range.next(); offset++) {
                require(cursor.next(), offset);
            }
        }
        log.append(value(range.next()));
        log.close();
        System.out.println("READ " + range.next());
    }

    private static Bytes value(long offset) {
        return Bytes.wrap(ByteBuffer.allocate(VALUE_BYTES).putLong(offset).array());
    }

    private static void require(LogRecord record, long offset) {
        if (record.offset() != offset || record.value().asByteBuffer().getLong() != offset) {
            throw new IllegalStateException("offset " + offset + " has " + record);
        }
    }
}
