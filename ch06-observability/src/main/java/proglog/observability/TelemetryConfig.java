package proglog.observability;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// The settings of [Telemetry]. Immutable.
///
/// @param service what kind of process this is, for example `proglog`
/// @param instance which of them, for example the node's name
/// @param sampledRatio the share of requests that are traced, from 0 to 1; a client that has
///   decided already is followed
/// @param traceEveryProduce whether requests that append are traced whatever the ratio and the
///   client say
/// @param otlp where spans and metrics are sent as OTLP over HTTP, for example
///   `http://localhost:4318`; nowhere when empty
/// @param prometheus whether metrics can be scraped, see [Telemetry#prometheus]
/// @param exportEvery how often metrics are sent to `otlp`
public record TelemetryConfig(
        String service,
        String instance,
        double sampledRatio,
        boolean traceEveryProduce,
        Optional<URI> otlp,
        boolean prometheus,
        Duration exportEvery) {

    /// Refuses what makes no sense.
    public TelemetryConfig {
        require(!service.isBlank(), "service", service, "a name");
        require(!instance.isBlank(), "instance", instance, "a name");
        require(
                sampledRatio >= 0 && sampledRatio <= 1,
                "sampledRatio",
                sampledRatio,
                "from 0 to 1");
        otlp.ifPresent(uri ->
                require(
                        isHttp(uri),
                        "otlp",
                        uri,
                        "an http or https address with a host and no query"));
        require(exportEvery.isPositive(), "exportEvery", exportEvery, "more than 0");
    }

    /// Metrics to be scraped, and one request in ten traced.
    public static TelemetryConfig of(String service, String instance) {
        return new TelemetryConfig(
                service, instance, 0.1, false, Optional.empty(), true, Duration.ofSeconds(15));
    }

    /// These settings with this share of requests traced.
    public TelemetryConfig withSampling(double ratio, boolean everyProduce) {
        return new TelemetryConfig(
                service, instance, ratio, everyProduce, otlp, prometheus, exportEvery);
    }

    /// These settings, sending spans and metrics to `address`.
    public TelemetryConfig withOtlp(URI address) {
        return new TelemetryConfig(
                service,
                instance,
                sampledRatio,
                traceEveryProduce,
                Optional.of(address),
                prometheus,
                exportEvery);
    }

    /// These settings, with metrics to be scraped or not.
    public TelemetryConfig withPrometheus(boolean prometheus) {
        return new TelemetryConfig(
                service, instance, sampledRatio, traceEveryProduce, otlp, prometheus, exportEvery);
    }

    /// These settings, with metrics sent this often.
    public TelemetryConfig withExportEvery(Duration exportEvery) {
        return new TelemetryConfig(
                service, instance, sampledRatio, traceEveryProduce, otlp, prometheus, exportEvery);
    }

    private static boolean isHttp(URI uri) {
        return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                && uri.getHost() != null
                && uri.getQuery() == null
                && uri.getFragment() == null;
    }

    private static void require(boolean holds, String name, Object found, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "%s is %s, must be %s".formatted(name, found, expected));
        }
    }
}
