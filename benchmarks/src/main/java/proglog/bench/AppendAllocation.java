package proglog.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import proglog.Batch;
import proglog.Deadline;
import proglog.storage.SegmentedLog;
import proglog.storage.SyncPolicy;

/// How much memory an append takes from the heap, its batch not counted. For one thread only.
final class AppendAllocation implements Measurement {

    private static final int WARM_UP_APPENDS = 2_000;

    private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    @Override
    public List<Figure> run(Scratch scratch, Scale scale) throws IOException {
        Path directory = scratch.next();
        try (SegmentedLog log = Workload.open(directory, scale, SyncPolicy.ROLL)) {
            double[] large = new double[scale.rounds()];
            double[] single = new double[scale.rounds()];
            int appends = (int) (scale.appendBytes() / 4 / Workload.BATCH_BYTES);
            Batch batch = Workload.batch();
            Batch one = Workload.batch(1);
            bytesPerAppend(log, batch, Math.min(WARM_UP_APPENDS, appends));
            bytesPerAppend(log, one, WARM_UP_APPENDS);
            for (int round = 0; round < scale.rounds(); round++) {
                large[round] = bytesPerAppend(log, batch, appends);
                single[round] = bytesPerAppend(log, one, appends);
            }
            return List.of(figure(large, single));
        } finally {
            Scratch.delete(directory);
        }
    }

    private static Figure figure(double[] large, double[] single) {
        Map<String, Double> details = new LinkedHashMap<>();
        details.put("bytesPerBatchOf655", Samples.of(large).median());
        details.put("bytesPerBatchOf1", Samples.of(single).median());
        double[] perRecord = new double[large.length];
        for (int i = 0; i < large.length; i++) {
            perRecord[i] = large[i] / Workload.BATCH_RECORDS;
        }
        // The smallest object takes 8 bytes: with half of that no record has one of its own.
        return Figure.of(
                "append-allocation",
                "heap taken by appending 100-byte records in 64 KiB batches, beyond the caller's",
                "bytes/record",
                Samples.of(perRecord),
                Target.atMost(4),
                details);
    }

    private double bytesPerAppend(SegmentedLog log, Batch batch, int appends) {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < appends; i++) {
            log.append(batch, Deadline.never());
        }
        return (double) (threads.getCurrentThreadAllocatedBytes() - before) / appends;
    }
}
