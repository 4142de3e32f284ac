package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

/// A failed call is explained in words that are not gRPC's.
final class ReasonsTest {

    @Test
    void areTheServersOwnWords() {
        assertThat(Reasons.of(Status.NOT_FOUND.withDescription("no such service")))
                .isEqualTo("no such service");
    }

    @Test
    void areTheCodeWhenNobodySaidAnything() {
        assertThat(Reasons.of(Status.UNKNOWN)).isEqualTo("UNKNOWN");
    }

    @Test
    void areWhatBrokeTheConnection() {
        Status status =
                Status.UNAVAILABLE
                        .withDescription("io exception\nChannel Pipeline: [a#0, b#0]")
                        .withCause(
                                new IOException(
                                        new ConnectException(
                                                "Connection refused: /127.0.0.1:8400")));

        assertThat(Reasons.of(status))
                .isEqualTo("the connection failed: Connection refused: /127.0.0.1:8400");
    }

    @Test
    void suggestTlsToAClientThatWasCutOff() {
        assertThat(
                        Reasons.of(
                                Status.UNAVAILABLE.withDescription(
                                        "Network closed for unknown reason")))
                .contains("TLS");
    }
}
