package proglog.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import proglog.Batch;
import proglog.Deadline;
import proglog.OffsetRange;
import proglog.storage.SyncPolicy;

/// How long does an append take, by the number of records in it and with and without a sync?
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class AppendBenchmark {

    private static final long KEPT_BYTES = 512 * 1024 * 1024;

    /// Records of 100 bytes in a batch.
    @Param({"1", "655"})
    public int records;

    /// When they are synced.
    @Param({"ROLL", "EVERY_APPEND"})
    public SyncPolicy sync = SyncPolicy.ROLL;

    private TemporaryLog temporary;
    private Batch batch;

    /// Opens an empty log.
    @Setup
    public void open() throws IOException {
        temporary = TemporaryLog.open(sync, KEPT_BYTES);
        batch = Workload.batch(records);
    }

    /// Deletes it.
    @TearDown
    public void close() throws IOException {
        temporary.close();
    }

    /// One batch; more threads with `-t`.
    @Benchmark
    public OffsetRange append() {
        return temporary.log().append(batch, Deadline.never());
    }
}
