package proglog.observability;

import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.List;
import proglog.Bytes;

/// The series that a [MeteredLog] feeds. For many threads.
final class LogMetrics {

    private static final double NANOS_PER_SECOND = 1e9;

    private final DoubleHistogram appendDuration;
    private final LongCounter appended;
    private final LongCounter appendedRecords;
    private final LongCounter read;
    private final LongCounter readRecords;
    private final LongUpDownCounter cursors;
    private final LogFailures failures;

    LogMetrics(Meter meter) {
        this.appendDuration = Series.APPEND_DURATION.histogram(meter);
        this.appended = Series.APPENDED.counter(meter);
        this.appendedRecords = Series.APPENDED_RECORDS.counter(meter);
        this.read = Series.READ.counter(meter);
        this.readRecords = Series.READ_RECORDS.counter(meter);
        this.cursors = Series.CURSORS.upDownCounter(meter);
        this.failures = new LogFailures(meter);
    }

    void appended(List<Bytes> values, long nanos) {
        long bytes = 0;
        for (int i = 0; i < values.size(); i++) { // no iterator: once for each record
            bytes += values.get(i).length();
        }
        appendDuration.record(nanos / NANOS_PER_SECOND);
        appended.add(bytes);
        appendedRecords.add(values.size());
    }

    void read(long records, long bytes) {
        readRecords.add(records);
        read.add(bytes);
    }

    void failed(String operation, RuntimeException failure) {
        failures.count(operation, failure);
    }

    void cursorOpened() {
        cursors.add(1);
    }

    void cursorClosed() {
        cursors.add(-1);
    }
}
