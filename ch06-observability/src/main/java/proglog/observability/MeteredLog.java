package proglog.observability;

import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;
import proglog.Appender;
import proglog.Batch;
import proglog.CommitLog;
import proglog.Consistency;
import proglog.Deadline;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.LogUnavailableException;
import proglog.OffsetRange;
import proglog.Task;

/// Counts and times what passes through another log, and gives appends and reads a span in the
/// trace of the request they belong to. For many threads.
///
/// It is as durable and as fast as the log inside, but for some reads of the clock. Cursors have no
/// spans: a trace of a stream that never ends is of no use.
public final class MeteredLog implements CommitLog {

    private final CommitLog log;
    private final LogMetrics metrics;
    private final LogSpans spans;
    private final List<Runnable> gauges;

    private MeteredLog(CommitLog log, LogMetrics metrics, LogSpans spans, List<Runnable> gauges) {
        this.log = log;
        this.metrics = metrics;
        this.spans = spans;
        this.gauges = gauges;
    }

    /// Meters `log`, which is closed with what is returned; `log` itself when `telemetry` is off.
    public static CommitLog over(CommitLog log, Telemetry telemetry) {
        if (!telemetry.isOn()) {
            return log;
        }
        Meter meter = telemetry.meter();
        return new MeteredLog(
                log,
                new LogMetrics(meter),
                new LogSpans(telemetry.tracer()),
                List.of(
                        Series.FIRST_OFFSET.gauge(
                                meter, gauge -> observe(log, OffsetRange::first, gauge)),
                        Series.NEXT_OFFSET.gauge(
                                meter, gauge -> observe(log, OffsetRange::next, gauge))));
    }

    private static void observe(
            CommitLog log, ToLongFunction<OffsetRange> end, ObservableLongMeasurement gauge) {
        try {
            gauge.record(end.applyAsLong(log.offsets()));
        } catch (LogUnavailableException _) {
            // there is nothing to show of a log that is closed
        }
    }

    @Override
    public OffsetRange append(Batch batch, Deadline deadline) {
        return LogSpans.areWanted()
                ? spans.around("log append", batch.size(), () -> timed(batch, deadline))
                : timed(batch, deadline);
    }

    @Task("6.2")
    private OffsetRange timed(Batch batch, Deadline deadline) {
        long begun = System.nanoTime();
        try {
            OffsetRange offsets = log.append(batch, deadline);
            metrics.appended(batch.values(), System.nanoTime() - begun);
            LogSpans.at(offsets.first());
            return offsets;
        } catch (RuntimeException failure) {
            metrics.failed("append", failure);
            throw failure;
        }
    }

    /// When a request is traced, its appends are spans one after the other, and so are the appends.
    @Override
    public Appender appender() {
        return LogSpans.areWanted()
                ? CommitLog.super.appender()
                : new MeteredAppender(log.appender(), metrics);
    }

    @Override
    public LogRecord read(long offset, Consistency consistency, Deadline deadline) {
        return LogSpans.areWanted()
                ? spans.around("log read", 1, () -> counted(offset, consistency, deadline))
                : counted(offset, consistency, deadline);
    }

    @Task("6.2")
    private LogRecord counted(long offset, Consistency consistency, Deadline deadline) {
        LogSpans.at(offset);
        try {
            LogRecord found = log.read(offset, consistency, deadline);
            metrics.read(1, found.value().length());
            return found;
        } catch (RuntimeException failure) {
            metrics.failed("read", failure);
            throw failure;
        }
    }

    @Override
    public OffsetRange offsets() {
        return log.offsets();
    }

    @Override
    public long offsetAt(Instant time) {
        return log.offsetAt(time);
    }

    @Override
    public LogCursor follow(long offset) {
        try {
            return new MeteredCursor(log.follow(offset), metrics);
        } catch (RuntimeException failure) {
            metrics.failed("follow", failure);
            throw failure;
        }
    }

    @Override
    public void close() {
        gauges.forEach(Runnable::run);
        log.close();
    }
}
