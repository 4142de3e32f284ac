package proglog.observability;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;

/// Shows what the checks of a [Health] find, so that an alert can name the one that fails.
final class HealthMetrics {

    private static final AttributeKey<String> CHECK = AttributeKey.stringKey("proglog.check");

    private HealthMetrics() {}

    /// Runs the checks whenever somebody looks at `telemetry`, which takes as long as they do;
    /// until what is returned is run.
    static Runnable show(Health health, Telemetry telemetry) {
        return Series.HEALTH.gauge(telemetry.meter(), shown -> observe(health, shown));
    }

    private static void observe(Health health, ObservableLongMeasurement shown) {
        for (HealthReport.Finding check : health.ready().checks()) {
            shown.record(check.holds() ? 1 : 0, Attributes.of(CHECK, check.name()));
        }
    }
}
