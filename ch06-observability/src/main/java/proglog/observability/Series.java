package proglog.observability;

import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.List;
import java.util.function.Consumer;

/// Everything that is measured: the one list of names, units and meanings.
///
/// Names that begin with `rpc` are OpenTelemetry's; the others are ours. A scrape shows dots as
/// underscores, with the unit behind and `_total` behind a counter: `proglog.log.appended` in bytes
/// is `proglog_log_appended_bytes_total`.
public enum Series {
    /// By `rpc.method` and `rpc.response.status_code`.
    RPC_SERVER_DURATION(
            "rpc.server.call.duration", "s", "From a call's headers to its end, on the server"),
    /// By `rpc.method` and `rpc.response.status_code`.
    RPC_CLIENT_DURATION(
            "rpc.client.call.duration", "s", "From a call's start to its end, on the client"),
    /// By `rpc.method`.
    RPC_ACTIVE("proglog.rpc.server.active", "{call}", "Calls that are open on the server"),
    /// By `rpc.method`.
    RPC_RECEIVED("proglog.rpc.server.received", "By", "What clients sent, as it was on the wire"),
    /// By `rpc.method`.
    RPC_SENT("proglog.rpc.server.sent", "By", "What clients were sent, as it was on the wire"),
    /// By `rpc.method`.
    RPC_RECEIVED_MESSAGES(
            "proglog.rpc.server.received.messages", "{message}", "Messages that clients sent"),
    /// By `rpc.method`.
    RPC_SENT_MESSAGES(
            "proglog.rpc.server.sent.messages", "{message}", "Messages that clients were sent"),

    /// Its count is the number of appends that succeeded.
    APPEND_DURATION("proglog.log.append.duration", "s", "How long an append of a batch took"),
    /// Values only, without what the log adds to them.
    APPENDED("proglog.log.appended", "By", "Bytes of values that were appended"),
    /// One for each value.
    APPENDED_RECORDS("proglog.log.appended.records", "{record}", "Records that were appended"),
    /// Values only; single reads and cursors alike.
    READ("proglog.log.read", "By", "Bytes of values that were read"),
    /// Single reads and cursors alike.
    READ_RECORDS("proglog.log.read.records", "{record}", "Records that were read"),
    /// By `proglog.operation` (append, read, follow) and `error.type`.
    FAILURES("proglog.log.failures", "{failure}", "What the log refused or failed to do"),
    /// How many cursors are not closed yet.
    CURSORS("proglog.log.cursors", "{cursor}", "Cursors that are open"),
    /// Moves when retention deletes.
    FIRST_OFFSET("proglog.log.offset.first", "{offset}", "The lowest offset that can be read"),
    /// Moves with each append.
    NEXT_OFFSET("proglog.log.offset.next", "{offset}", "The offset the next record will get"),

    /// Its count is the number of syncs.
    SYNC_DURATION("proglog.log.sync.duration", "s", "How long a sync of the disk took"),
    /// Frames and all; divided by the number of syncs it says how well they are shared.
    SYNCED("proglog.log.synced", "By", "Bytes that syncs put on the disk"),
    /// How often a segment was full.
    ROLLS("proglog.log.segment.rolls", "{segment}", "Segments that were full"),
    /// How often retention deleted a segment.
    DROPS("proglog.log.segment.drops", "{segment}", "Segments that retention deleted"),
    /// The active one included.
    SEGMENTS("proglog.log.segments", "{segment}", "Segments on the disk"),
    /// Without the indexes.
    STORE_SIZE("proglog.log.store.size", "By", "Bytes of all stores on the disk"),

    /// By `proglog.check`, the name of the check.
    HEALTH("proglog.health.holds", "{check}", "1 when a check of health holds, 0 when not");

    // From 50 µs, below which no disk syncs, to 10 s, above which nobody waits.
    private static final List<Double> SECONDS =
            List.of(
                    0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                    0.25, 0.5, 1.0, 2.5, 5.0, 10.0);

    private final String id;
    private final String unit;
    private final String description;

    Series(String id, String unit, String description) {
        this.id = id;
        this.unit = unit;
        this.description = description;
    }

    /// Its name in OpenTelemetry.
    public String id() {
        return id;
    }

    /// Its unit, as UCUM writes it.
    public String unit() {
        return unit;
    }

    /// What it means, in one line.
    public String description() {
        return description;
    }

    DoubleHistogram histogram(Meter meter) {
        return meter.histogramBuilder(id)
                .setUnit(unit)
                .setDescription(description)
                .setExplicitBucketBoundariesAdvice(SECONDS)
                .build();
    }

    /// A counter by attributes: a set of them has a series from its first event on.
    LongCounter counterByAttributes(Meter meter) {
        return meter.counterBuilder(id).setUnit(unit).setDescription(description).build();
    }

    /// A counter that is there from the start: what an alert on an increase does not see is the
    /// event that makes the series.
    LongCounter counter(Meter meter) {
        LongCounter counter = counterByAttributes(meter);
        counter.add(0);
        return counter;
    }

    Runnable counter(Meter meter, Consumer<ObservableLongMeasurement> asked) {
        return meter.counterBuilder(id)
                        .setUnit(unit)
                        .setDescription(description)
                        .buildWithCallback(asked)
                ::close;
    }

    LongUpDownCounter upDownCounter(Meter meter) {
        return meter.upDownCounterBuilder(id).setUnit(unit).setDescription(description).build();
    }

    Runnable upDownCounter(Meter meter, Consumer<ObservableLongMeasurement> asked) {
        return meter.upDownCounterBuilder(id)
                        .setUnit(unit)
                        .setDescription(description)
                        .buildWithCallback(asked)
                ::close;
    }

    /// What returns stops showing it; so do the others that take who is asked.
    Runnable gauge(Meter meter, Consumer<ObservableLongMeasurement> asked) {
        return meter.gaugeBuilder(id)
                        .ofLongs()
                        .setUnit(unit)
                        .setDescription(description)
                        .buildWithCallback(asked)
                ::close;
    }
}
