package proglog.bench;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import proglog.CommitLog;
import proglog.observability.MeteredLog;
import proglog.observability.RequestLogging;
import proglog.observability.RequestMetrics;
import proglog.observability.RequestTracing;
import proglog.observability.StorageMetrics;
import proglog.observability.Telemetry;
import proglog.storage.SegmentedLog;

/// A served log with all that chapter 6 puts around it. The line of a call is made when it is slow
/// or fails, and not otherwise. For many threads.
record ObservedLog(Telemetry telemetry, CommitLog log, StorageMetrics.Watch watch, ServedLog served)
        implements AutoCloseable {

    private static final Duration SLOW = Duration.ofSeconds(1);

    /// Opens a log in `directory`; `telemetry` is closed with it.
    static ObservedLog open(Path directory, Telemetry telemetry) throws IOException {
        StorageMetrics disk = StorageMetrics.in(telemetry);
        SegmentedLog files =
                SegmentedLog.open(directory, Workload.bounded(), InstantSource.system(), disk);
        CommitLog log = MeteredLog.over(files, telemetry);
        return new ObservedLog(
                telemetry,
                log,
                disk.watch(files::segments),
                ServedLog.plain(
                        log,
                        server ->
                                server.measure(RequestMetrics.in(telemetry))
                                        .intercept(RequestTracing.in(telemetry))
                                        .intercept(new RequestLogging(SLOW))));
    }

    ManagedChannel channel() {
        return served.channel();
    }

    @Override
    public void close() throws InterruptedException {
        served.close();
        watch.close();
        log.close();
        telemetry.close();
    }
}
