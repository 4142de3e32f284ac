package proglog.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import proglog.LogCursor;
import proglog.LogRecord;

/// How long does a cursor take from one record of a cached log to the next?
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FollowBenchmark {

    private static final int RECORDS = 2_000_000;

    private TemporaryLog temporary;
    private LogCursor cursor;

    /// Fills a log.
    @Setup
    public void fill() throws IOException {
        temporary = TemporaryLog.filled(RECORDS);
        cursor = temporary.log().follow(0);
    }

    /// Deletes it.
    @TearDown
    public void close() throws IOException {
        temporary.close();
    }

    /// One record; at the end of the log the cursor begins anew.
    @Benchmark
    public LogRecord next() throws InterruptedException {
        if (!cursor.isReady()) {
            cursor = temporary.log().follow(0);
        }
        return cursor.next();
    }
}
