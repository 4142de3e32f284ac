package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What a server may be told to grant.
final class ServerLimitsTest {

    private static final List<String> NAMES =
            List.of(
                    "messageBytes",
                    "metadataBytes",
                    "connections",
                    "connectionsPerAddress",
                    "callsPerConnection",
                    "resetsPerSecond",
                    "handshakeTime",
                    "requestTime",
                    "idleTime",
                    "connectionAge",
                    "pingInterval",
                    "pingTimeout",
                    "drainTime");

    @Test
    void mayBeSmall() {
        assertThat(allOneBut("none").drainTime()).isEqualTo(Duration.ofMillis(1));
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void areMoreThanNothing(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> allOneBut(name))
                .withMessage(name + " is 0, must be more than 0");
    }

    // The one that is named is 0.
    private static ServerLimits allOneBut(String zero) {
        List<Integer> found = NAMES.stream().map(name -> name.equals(zero) ? 0 : 1).toList();
        return new ServerLimits(
                found.get(0),
                found.get(1),
                found.get(2),
                found.get(3),
                found.get(4),
                found.get(5),
                Duration.ofMillis(found.get(6)),
                Duration.ofMillis(found.get(7)),
                Duration.ofMillis(found.get(8)),
                Duration.ofMillis(found.get(9)),
                Duration.ofMillis(found.get(10)),
                Duration.ofMillis(found.get(11)),
                Duration.ofMillis(found.get(12)));
    }
}
