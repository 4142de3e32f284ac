package proglog.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a server may be told to lend out.
final class HttpLimitsTest {

    private static final Duration LEAST = Duration.ofNanos(1);

    @Test
    void mayBeSmall() {
        assertThat(new HttpLimits(1, 1, 1, LEAST, LEAST, LEAST, LEAST).connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("nothing")
    void areMoreThanNothing(Runnable limits) {
        assertThatIllegalArgumentException()
                .isThrownBy(limits::run)
                .withMessage("a limit must be positive");
    }

    static Stream<Named<Runnable>> nothing() {
        HttpLimits standard = HttpLimits.standard();
        return Stream.of(
                Named.of("header", () -> new HttpLimits(0, 1, 1, LEAST, LEAST, LEAST, LEAST)),
                Named.of("body", () -> standard.withBodyBytes(0)),
                Named.of("connections", () -> standard.withConnections(0)),
                Named.of("idle", () -> standard.withIdle(Duration.ZERO)),
                Named.of("request", () -> standard.withRequest(Duration.ZERO)),
                Named.of("write", () -> standard.withWrite(Duration.ZERO)),
                Named.of("stop", () -> standard.withStop(Duration.ZERO)));
    }
}
