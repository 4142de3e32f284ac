package proglog.observability;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import proglog.CommitLogException;
import proglog.CorruptLogException;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;
import proglog.OutcomeUnknownException;

/// Counts what a log refused or failed to do, by kind. For many threads.
final class LogFailures {

    private static final AttributeKey<String> OPERATION =
            AttributeKey.stringKey("proglog.operation");
    private static final AttributeKey<String> KIND = AttributeKey.stringKey("error.type");

    private final LongCounter failures;

    LogFailures(Meter meter) {
        this.failures = Series.FAILURES.counterByAttributes(meter);
    }

    void count(String operation, RuntimeException failure) {
        failures.add(1, Attributes.of(OPERATION, operation, KIND, kind(failure)));
    }

    static String kind(RuntimeException failure) {
        return failure instanceof CommitLogException known ? kind(known) : "refused";
    }

    private static String kind(CommitLogException failure) {
        return switch (failure) {
            case OffsetOutOfRangeException _ -> "out_of_range";
            case LogUnavailableException _ -> "unavailable";
            case OutcomeUnknownException _ -> "outcome_unknown";
            case CorruptLogException _ -> "corrupt";
        };
    }
}
