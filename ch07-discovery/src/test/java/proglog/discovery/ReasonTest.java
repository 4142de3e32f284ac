package proglog.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Why nodes do not talk, in words.
final class ReasonTest {

    @ParameterizedTest
    @MethodSource
    void isWhatAnOperatorCanActOn(Throwable failure, String reason) {
        assertThat(Reason.of(failure)).isEqualTo(reason);
    }

    static Stream<Arguments> isWhatAnOperatorCanActOn() {
        return Stream.of(
                Arguments.of(new ConnectException("refused: /127.0.0.1:1"), "nobody listens there"),
                Arguments.of(new UnresolvedAddressException(), "unknown host"),
                Arguments.of(new UnknownHostException("b.example"), "unknown host b.example"),
                Arguments.of(new IOException("reset"), "reset"),
                Arguments.of(
                        new CompletionException(new ConnectException("x")), "nobody listens there"),
                Arguments.of(new CompletionException("alone", null), "alone"),
                Arguments.of(
                        new IOException("handshake", new CertificateException("expired")),
                        "expired"));
    }

    @Test
    void isShortWhereOneCannotListen() {
        assertThat(Reason.ofListening(new UnknownHostException("b.example")))
                .isEqualTo("unknown host");
        assertThat(Reason.ofListening(new IOException("in use"))).isEqualTo("in use");
    }
}
