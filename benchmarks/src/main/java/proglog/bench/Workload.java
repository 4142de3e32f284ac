package proglog.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import proglog.Batch;
import proglog.Bytes;
import proglog.Deadline;
import proglog.storage.SegmentedLog;
import proglog.storage.SegmentedLogConfig;
import proglog.storage.SyncPolicy;

/// The records everything is measured with.
final class Workload {

    static final int RECORD_BYTES = 100;

    /// What a caller hands over at once, and what the raw limit writes at once.
    static final int BATCH_BYTES = 64 * 1024;

    static final int BATCH_RECORDS = BATCH_BYTES / RECORD_BYTES;

    private static final int SEED = 42;

    private Workload() {}

    /// Bytes that no file system can make smaller.
    static byte[] noise(int count) {
        byte[] bytes = new byte[count];
        new Random(SEED).nextBytes(bytes);
        return bytes;
    }

    static Batch batch() {
        return batch(BATCH_RECORDS);
    }

    static Batch batch(int records) {
        byte[] bytes = noise(records * RECORD_BYTES);
        List<Bytes> values = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            values.add(Bytes.wrap(bytes, i * RECORD_BYTES, RECORD_BYTES));
        }
        return Batch.of(values);
    }

    static SegmentedLog open(Path directory, Scale scale, SyncPolicy sync) {
        return open(directory, scale.segmentBytes(), sync);
    }

    static SegmentedLog open(Path directory, long segmentBytes, SyncPolicy sync) {
        SegmentedLogConfig config = SegmentedLogConfig.defaults();
        return SegmentedLog.open(
                directory,
                config.withSegments(segmentBytes, config.maxIndexBytes()).withSync(sync));
    }

    /// A log that syncs every append and keeps no more than some segments.
    static SegmentedLog openBounded(Path directory) {
        return SegmentedLog.open(directory, bounded());
    }

    /// The settings of [#openBounded].
    static SegmentedLogConfig bounded() {
        SegmentedLogConfig config = SegmentedLogConfig.defaults();
        return config.withRetention(4 * config.maxStoreBytes(), SegmentedLogConfig.FOREVER);
    }

    /// Appends batches until the values have `bytes` in all.
    static void fill(SegmentedLog log, long bytes) {
        Batch batch = batch();
        for (long done = 0; done < bytes; done += (long) BATCH_RECORDS * RECORD_BYTES) {
            log.append(batch, Deadline.never());
        }
    }
}
