package proglog.observability;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What cannot work is refused by name, before anything is started.
final class TelemetryConfigTest {

    private static final TelemetryConfig CONFIG = TelemetryConfig.of("proglog", "one");

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void refusesARatioThatIsNone(double ratio) {
        assertThatThrownBy(() -> CONFIG.withSampling(ratio, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sampledRatio is " + ratio + ", must be from 0 to 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:4317", "grpc://localhost:4317", "http:///v1", "http://a?b"})
    void refusesACollectorItCannotReachByHttp(String address) {
        URI uri = URI.create(address);
        assertThatThrownBy(() -> CONFIG.withOtlp(uri))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("otlp is " + address);
    }

    @Test
    void refusesNoNameAndNoInterval() {
        assertThatThrownBy(() -> TelemetryConfig.of("", "one")).hasMessageStartingWith("service");
        assertThatThrownBy(() -> TelemetryConfig.of("a", " ")).hasMessageStartingWith("instance");
        assertThatThrownBy(() -> CONFIG.withExportEvery(Duration.ZERO))
                .hasMessageStartingWith("exportEvery");
    }
}
