package proglog.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a node is, in words.
final class HostPortTest {

    @ParameterizedTest
    @CsvSource({
        "node-1:8401, node-1, 8401",
        "127.0.0.1:0, 127.0.0.1, 0",
        "a:65535, a, 65535",
        "[::1]:8401, ::1, 8401",
        "node-1/10.0.0.1:8401, node-1/10.0.0.1, 8401",
    })
    void isReadAsItIsWritten(String text, String host, int port) {
        assertThat(HostPort.parse(text)).isEqualTo(new HostPort(host, port)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", ":1", " :1", "a:", "a:b", "a:-1", "a:65536", "::1:8401", "[]:1"})
    void isRefusedWhenItIsNone(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostPort.parse(text))
                .withMessage(text + " is not host:port");
    }

    @Test
    void isConnectedToByTheNumberWhereThereIsOne() throws UnknownHostException {
        InetSocketAddress there = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 8401);

        assertThat(HostPort.parse("127.0.0.1:8401").resolve()).isEqualTo(there);
        assertThat(HostPort.parse("node-1/127.0.0.1:8401").resolve()).isEqualTo(there);
    }

    @Test
    void isCertifiedByItsName() {
        assertThat(HostPort.parse("node-1/127.0.0.1:8401").certificateName()).isEqualTo("node-1");
        assertThat(HostPort.parse("127.0.0.1:8401").certificateName()).isEqualTo("127.0.0.1");
    }
}
