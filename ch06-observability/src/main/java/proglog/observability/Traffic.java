package proglog.observability;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/// What goes in and out of a server, by method. For many threads.
///
/// It is added up here and given to OpenTelemetry when that asks: an addition is cheaper than a
/// measurement, and there is one for each message.
final class Traffic {

    /// What one method's calls add up to.
    static final class OfMethod {

        final String method;
        final LongAdder active = new LongAdder();
        final LongAdder received = new LongAdder();
        final LongAdder sent = new LongAdder();
        final LongAdder receivedMessages = new LongAdder();
        final LongAdder sentMessages = new LongAdder();
        private final Attributes attributes;

        private OfMethod(String method) {
            this.method = method;
            this.attributes =
                    Attributes.of(CallDurations.SYSTEM, "grpc", CallDurations.METHOD, method);
        }
    }

    private final CallDurations durations;
    private final OfMethod other = new OfMethod("_OTHER");
    private final ConcurrentMap<String, OfMethod> methods = new ConcurrentHashMap<>();

    private Traffic(CallDurations durations) {
        this.durations = durations;
    }

    /// Adds up for `meter`.
    static Traffic in(Meter meter) {
        Traffic traffic =
                new Traffic(new CallDurations(Series.RPC_SERVER_DURATION.histogram(meter)));
        Series.RPC_ACTIVE.upDownCounter(meter, shown -> traffic.show(one -> one.active, shown));
        Series.RPC_RECEIVED.counter(meter, shown -> traffic.show(one -> one.received, shown));
        Series.RPC_SENT.counter(meter, shown -> traffic.show(one -> one.sent, shown));
        Series.RPC_RECEIVED_MESSAGES.counter(
                meter, shown -> traffic.show(one -> one.receivedMessages, shown));
        Series.RPC_SENT_MESSAGES.counter(
                meter, shown -> traffic.show(one -> one.sentMessages, shown));
        return traffic;
    }

    /// What is not shown: calls of methods that are not served, whose names are a stranger's
    /// choice.
    OfMethod other() {
        return other;
    }

    /// The sums of `method`, which must come from a table of services.
    OfMethod of(String method) {
        return methods.computeIfAbsent(method, OfMethod::new);
    }

    CallDurations durations() {
        return durations;
    }

    private void show(Function<OfMethod, LongAdder> sum, ObservableLongMeasurement shown) {
        methods.values().forEach(one -> shown.record(sum.apply(one).sum(), one.attributes));
    }
}
