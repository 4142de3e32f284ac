package proglog.loadbalance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is a place, and what is not.
final class HostPortTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:8400, 127.0.0.1, 8400",
        "localhost:1, localhost, 1",
        "node_1.proglog:65535, node_1.proglog, 65535",
        "[::1]:8400, ::1, 8400"
    })
    void isAHostAndAPort(String text, String host, int port) {
        assertThat(HostPort.find(text)).contains(new HostPort(host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host",
                ":8400",
                "host:",
                "host:0",
                "host:65536",
                "host:x",
                "a b:1",
                "u@host:1",
                "host:1/path",
                "::1:8400",
                "[::1]"
            })
    void isNothingElse(String text) {
        assertThat(HostPort.find(text)).isEmpty();
    }

    @Test
    void isWhereItsNumberSaysOrItsName() throws UnknownHostException {
        HostPort number = new HostPort("127.0.0.1", 8400);
        HostPort name = new HostPort("node-1", 8400);
        InetSocketAddress there = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 8400);

        assertThat(number.literal()).contains(there);
        assertThat(number.lookUp()).containsExactly(there);
        assertThat(name.literal()).isEmpty();
        assertThat(name.unresolved()).isEqualTo(InetSocketAddress.createUnresolved("node-1", 8400));
    }
}
