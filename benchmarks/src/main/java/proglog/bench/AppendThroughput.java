package proglog.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import proglog.Batch;
import proglog.Deadline;
import proglog.storage.SegmentedLog;
import proglog.storage.SyncPolicy;

/// Appends large batches without a sync, against raw writes of the same size. For one thread only.
///
/// Only the bytes of the values count as ours; what the log writes around them is its own affair.
/// All goes into one segment, because the end of a segment is synced; what that costs both sides,
/// and what raw writes reach that are as odd in size as a log's, is in the details.
final class AppendThroughput implements Measurement {

    private static final long BATCH_BYTES = (long) Workload.BATCH_RECORDS * Workload.RECORD_BYTES;

    private final int callers;
    private final List<Double> rolling = new ArrayList<>();
    private final List<Double> syncedRaw = new ArrayList<>();
    private final List<Double> oddRaw = new ArrayList<>();
    private double fileBytesPerValueByte;

    AppendThroughput(int callers) {
        this.callers = callers;
    }

    @Override
    public List<Figure> run(Scratch scratch, Scale scale) throws IOException, InterruptedException {
        Rounds rounds =
                Rounds.alternate(scale, () -> ours(scratch, scale), () -> raw(scratch, scale));
        List.of(rolling, syncedRaw, oddRaw).forEach(List::removeFirst); // the warm-up
        Map<String, Double> details = new LinkedHashMap<>();
        details.put("recordsPerSecond", rounds.medianOurs() / Workload.RECORD_BYTES);
        details.put("valueMiBPerSecond", rounds.medianOurs() / (1 << 20));
        details.put("fileMiBPerSecond", rounds.medianOurs() * fileBytesPerValueByte / (1 << 20));
        details.put("rawMiBPerSecond", rounds.medianRaw() / (1 << 20));
        double odd = Rounds.median(oddRaw, Double::doubleValue);
        details.put("rawOddSizesMiBPerSecond", odd / (1 << 20));
        details.put("ratioToRawOddSizes", rounds.medianOurs() * fileBytesPerValueByte / odd);
        double rolled = Rounds.median(rolling, Double::doubleValue);
        double synced = Rounds.median(syncedRaw, Double::doubleValue);
        details.put("rollingMiBPerSecond", rolled / (1 << 20));
        details.put("rawSyncedWhenFullMiBPerSecond", synced / (1 << 20));
        details.put("rollingToRawSyncedWhenFull", rolled / synced);
        return List.of(
                Figure.of(
                        "append-%d-caller%s".formatted(callers, callers == 1 ? "" : "s"),
                        "appending 100-byte records in 64 KiB batches, %d caller(s), no sync: value bytes, over raw 64 KiB writes"
                                .formatted(callers),
                        "ratio",
                        rounds.ratios(),
                        Target.atLeast(0.60),
                        details));
    }

    private double ours(Scratch scratch, Scale scale) throws IOException, InterruptedException {
        rolling.add(ours(scratch, scale, scale.segmentBytes()));
        return ours(scratch, scale, 2 * scale.appendBytes());
    }

    private double ours(Scratch scratch, Scale scale, long segmentBytes)
            throws IOException, InterruptedException {
        Path directory = scratch.next();
        try (SegmentedLog log = Workload.open(directory, segmentBytes, SyncPolicy.ROLL)) {
            AtomicLong left = new AtomicLong(scale.appendBytes() / BATCH_BYTES);
            long batches = left.get();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                Batch batch = Workload.batch();
                threads.add(
                        Thread.ofPlatform()
                                .unstarted(() -> {
                                    while (left.getAndDecrement() > 0) {
                                        log.append(batch, Deadline.never());
                                    }
                                }));
            }
            long start = System.nanoTime();
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            double seconds = RawFiles.seconds(start);
            long bytes = batches * BATCH_BYTES;
            fileBytesPerValueByte =
                    log.segments().stream().mapToDouble(s -> s.bytes()).sum() / bytes;
            return bytes / seconds;
        } finally {
            Scratch.delete(directory);
        }
    }

    private double raw(Scratch scratch, Scale scale) throws IOException {
        int chunk = Workload.BATCH_BYTES;
        syncedRaw.add(raw(scratch, scale, chunk, scale.segmentBytes()));
        int oddChunk =
                (int) (Workload.BATCH_RECORDS * Workload.RECORD_BYTES * fileBytesPerValueByte);
        oddRaw.add(raw(scratch, scale, oddChunk, Long.MAX_VALUE));
        return raw(scratch, scale, chunk, Long.MAX_VALUE);
    }

    private static double raw(Scratch scratch, Scale scale, int chunkBytes, long fileBytes)
            throws IOException {
        Path directory = scratch.next();
        try {
            return RawFiles.write(directory, chunkBytes, fileBytes, scale.appendBytes());
        } finally {
            Scratch.delete(directory);
        }
    }
}
