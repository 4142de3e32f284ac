package proglog.bench;

import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
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
import proglog.LogRecord;

/// How long does it take to read one record anywhere in a cached log?
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ReadBenchmark {

    private static final int RECORDS = 2_000_000;

    private TemporaryLog temporary;

    /// Fills a log.
    @Setup
    public void fill() throws IOException {
        temporary = TemporaryLog.filled(RECORDS);
    }

    /// Deletes it.
    @TearDown
    public void close() throws IOException {
        temporary.close();
    }

    /// One record; more threads with `-t`.
    @Benchmark
    public LogRecord read() {
        return temporary.log().read(ThreadLocalRandom.current().nextInt(RECORDS));
    }
}
