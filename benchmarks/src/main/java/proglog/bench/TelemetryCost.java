package proglog.bench;

import io.grpc.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import proglog.observability.Telemetry;
import proglog.observability.TelemetryConfig;
import proglog.storage.SegmentedLog;
import proglog.v1.LogGrpc;

/// The same calls to three servers: one without telemetry, one that could have it and one that has
/// it, with metrics and spans sent to a collector and one call in ten traced. The first is measured
/// twice a round: how far it is from itself says how much the rest means. For one thread only.
final class TelemetryCost implements Measurement {

    private static final int IN_FLIGHT = 32;
    private static final int NONE = 0;
    private static final int OFF = 1;
    private static final int ON = 2;
    private static final int AGAIN = 3;

    /// What is timed.
    @FunctionalInterface
    private interface Load {
        double micros(Channel channel, Scale scale) throws IOException, InterruptedException;
    }

    private final String kind;
    private final String what;
    private final Load load;

    private TelemetryCost(String kind, String what, Load load) {
        this.kind = kind;
        this.what = what;
        this.load = load;
    }

    static TelemetryCost batched() {
        return new TelemetryCost(
                "batched",
                "time of a batch of 1,000 records on one ProduceStream",
                TelemetryCost::microsPerBatch);
    }

    static TelemetryCost unary() {
        return new TelemetryCost(
                "unary", "p50 of one caller's Produce of one record", TelemetryCost::microsPerCall);
    }

    private static double microsPerBatch(Channel channel, Scale scale)
            throws IOException, InterruptedException {
        return 1e6
                / StreamLoad.rate(
                        channel,
                        LogGrpc.getProduceStreamMethod(),
                        Messages.batch(Messages.BATCH_RECORDS),
                        IN_FLIGHT,
                        scale.syncTime());
    }

    private static double microsPerCall(Channel channel, Scale scale) {
        return UnaryLoad.micros(
                        channel, LogGrpc.getProduceMethod(), Messages.one(), scale.syncedAppends())
                .median();
    }

    @Override
    public List<Figure> run(Scratch scratch, Scale scale) throws IOException, InterruptedException {
        Scale slices = scale.inSlices();
        try (Collector collector = Collector.start();
                SegmentedLog log = Workload.openBounded(scratch.next());
                ServedLog none = ServedLog.plain(log);
                ObservedLog off = ObservedLog.open(scratch.next(), Telemetry.off());
                ObservedLog on = ObservedLog.open(scratch.next(), telemetry(collector))) {
            return figures(
                    Turns.take(
                            slices,
                            () -> load.micros(none.channel(), slices),
                            () -> load.micros(off.channel(), slices),
                            () -> load.micros(on.channel(), slices),
                            () -> load.micros(none.channel(), slices)));
        }
    }

    private static Telemetry telemetry(Collector collector) {
        return Telemetry.start(
                TelemetryConfig.of("proglog", "bench")
                        .withOtlp(collector.address())
                        .withExportEvery(Duration.ofSeconds(1)));
    }

    private List<Figure> figures(Turns turns) {
        return List.of(
                Figure.of(
                        "telemetry-off-" + kind,
                        what + ", telemetry off, over that of a server without",
                        "ratio",
                        turns.ratios(OFF, NONE),
                        Target.atMost(1.03),
                        Map.of(
                                "micros", turns.median(OFF),
                                "withoutMicros", turns.median(NONE),
                                "withoutOverItself", turns.ratios(AGAIN, NONE).median())),
                Figure.of(
                        "telemetry-on-" + kind,
                        "the same, telemetry on",
                        "ratio",
                        turns.ratios(ON, NONE),
                        Target.atMost(1.10),
                        Map.of("micros", turns.median(ON))));
    }
}
