package proglog.observability;

import io.opentelemetry.instrumentation.runtimetelemetry.RuntimeTelemetry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;
import proglog.CommitLog;
import proglog.grpc.LogServer;
import proglog.grpc.LogService;
import proglog.grpc.Parts;
import proglog.storage.SegmentedLog;
import proglog.storage.SegmentedLogConfig;

/// A log in files, served over gRPC, with all there is to see of it. For many threads.
final class ObservedServer implements AutoCloseable {

    private static final Duration SLOW = Duration.ofSeconds(1);
    private static final Duration WATCH = Duration.ofSeconds(1);

    private final LogServer server;
    private final AdminServer admin;
    private final Parts parts;

    /// @param data where the log's files are
    /// @param log how they are written
    /// @param rpc where clients call
    /// @param admin where operators ask
    /// @param telemetry what is collected, and where it is sent
    record Settings(
            Path data,
            SegmentedLogConfig log,
            InetSocketAddress rpc,
            InetSocketAddress admin,
            TelemetryConfig telemetry) {}

    private ObservedServer(LogServer server, AdminServer admin, Parts parts) {
        this.server = server;
        this.admin = admin;
        this.parts = parts;
    }

    /// Starts everything, from the outside in: who asks for the health of a log that takes long to
    /// open is told that it is starting. `access` says who may call, and goes inside of what
    /// observes.
    static ObservedServer start(Settings settings, UnaryOperator<LogServer.Builder> access)
            throws IOException {
        Parts parts = new Parts();
        try {
            return start(settings, access, parts);
        } catch (IOException | RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private static ObservedServer start(
            Settings settings, UnaryOperator<LogServer.Builder> access, Parts parts)
            throws IOException {
        Telemetry telemetry = parts.add(Telemetry.start(settings.telemetry()), Telemetry::close);
        parts.add(RuntimeTelemetry.create(telemetry.api()), RuntimeTelemetry::close);
        Health health = new Health();
        AdminServer admin =
                parts.add(
                        AdminServer.start(settings.admin(), health, telemetry.prometheus()::scrape),
                        AdminServer::close);
        admin.route("/traces", telemetry.traces());

        StorageMetrics disk = StorageMetrics.in(telemetry);
        SegmentedLog files =
                SegmentedLog.open(settings.data(), settings.log(), InstantSource.system(), disk);
        CommitLog log = parts.add(MeteredLog.over(files, telemetry), CommitLog::close);
        parts.add(disk.watch(files::segments), StorageMetrics.Watch::close);
        health.addReady("log", () -> synced(files));
        // Hidden before the log is closed: the last look is when telemetry ends.
        parts.add(HealthMetrics.show(health, telemetry), Runnable::run);

        LogServer.Builder observed =
                LogServer.builder()
                        .measure(RequestMetrics.in(telemetry))
                        .intercept(RequestTracing.in(telemetry))
                        .intercept(new RequestLogging(SLOW));
        LogServer server =
                parts.add(
                        access.apply(observed).serve(new LogService(log)).start(settings.rpc()),
                        LogServer::close);
        health.listen(server::serving);
        parts.add(HealthWatch.start(health, WATCH), HealthWatch::close);
        health.started();
        parts.add(health, Health::stopping);
        return new ObservedServer(server, admin, parts);
    }

    // A log that takes no more writes says why; a disk that hangs says nothing, and Health says
    // that.
    private static Optional<String> synced(SegmentedLog log) {
        log.sync();
        return Optional.empty();
    }

    /// Where clients call.
    InetSocketAddress address() {
        return server.address();
    }

    /// Where operators ask.
    InetSocketAddress adminAddress() {
        return admin.address();
    }

    /// Says that it is not ready, then answers the calls in flight, closes the log, sends what was
    /// collected. Closing again does nothing.
    @Override
    public void close() {
        parts.close();
    }
}
