package proglog.observability;

import proglog.Appender;
import proglog.Batch;
import proglog.Deadline;
import proglog.OffsetRange;

/// Counts what is appended without waiting, and times it from its begin to its answer. For one
/// thread that begins and one that awaits.
///
/// @param appender that does it
record MeteredAppender(Appender appender, LogMetrics metrics) implements Appender {

    @Override
    public Begun begin(Batch batch, Deadline deadline) {
        long begun = System.nanoTime();
        Begun append;
        try {
            append = appender.begin(batch, deadline);
        } catch (RuntimeException failure) {
            metrics.failed("append", failure);
            throw failure;
        }
        return () -> ended(append, batch, begun);
    }

    private OffsetRange ended(Begun append, Batch batch, long begun) {
        try {
            OffsetRange offsets = append.await();
            metrics.appended(batch.values(), System.nanoTime() - begun);
            return offsets;
        } catch (RuntimeException failure) {
            metrics.failed("append", failure);
            throw failure;
        }
    }
}
