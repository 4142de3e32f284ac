package proglog.observability;

import io.grpc.Status;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// How long calls took, by method and status. For many threads.
///
/// The attributes are made once for each method and status: methods must come from a table of
/// services, never from a stranger's text.
final class CallDurations {

    static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("rpc.system.name");
    static final AttributeKey<String> METHOD = AttributeKey.stringKey("rpc.method");
    private static final AttributeKey<String> STATUS =
            AttributeKey.stringKey("rpc.response.status_code");
    private static final double NANOS_PER_SECOND = 1e9;

    private record Key(String method, Status.Code status) {}

    private final DoubleHistogram durations;
    private final ConcurrentMap<Key, Attributes> known = new ConcurrentHashMap<>();

    CallDurations(DoubleHistogram durations) {
        this.durations = durations;
    }

    void record(String method, Status status, long nanos) {
        durations.record(
                nanos / NANOS_PER_SECOND,
                known.computeIfAbsent(new Key(method, status.getCode()), CallDurations::describe));
    }

    private static Attributes describe(Key key) {
        return Attributes.of(SYSTEM, "grpc", METHOD, key.method(), STATUS, key.status().name());
    }
}
