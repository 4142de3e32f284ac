package proglog.bench;

import java.io.IOException;
import java.nio.file.Path;
import proglog.Batch;
import proglog.storage.SegmentedLog;
import proglog.storage.SegmentedLogConfig;
import proglog.storage.SyncPolicy;

/// A log in a directory that is deleted when it is closed. For many threads.
final class TemporaryLog implements AutoCloseable {

    private static final long GIB = 1024 * 1024 * 1024;

    private final Scratch scratch;
    private final SegmentedLog log;

    private TemporaryLog(Scratch scratch, SegmentedLog log) {
        this.scratch = scratch;
        this.log = log;
    }

    /// An empty log that keeps its last `keptBytes` bytes.
    static TemporaryLog open(SyncPolicy sync, long keptBytes) throws IOException {
        Scratch scratch =
                Scratch.create(Path.of(System.getProperty("java.io.tmpdir", ".")), 2 * keptBytes);
        SegmentedLogConfig config =
                SegmentedLogConfig.defaults()
                        .withSync(sync)
                        .withRetention(keptBytes, SegmentedLogConfig.FOREVER);
        return new TemporaryLog(scratch, SegmentedLog.open(scratch.next(), config));
    }

    /// A log of `records` records of 100 bytes.
    static TemporaryLog filled(int records) throws IOException {
        TemporaryLog filled = open(SyncPolicy.ROLL, GIB);
        Batch batch = Workload.batch();
        while (filled.log.offsets().next() < records) {
            filled.log.append(batch.values());
        }
        return filled;
    }

    SegmentedLog log() {
        return log;
    }

    @Override
    public void close() throws IOException {
        log.close();
        scratch.close();
    }
}
