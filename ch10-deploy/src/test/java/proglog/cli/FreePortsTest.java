package proglog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Ports for servers that are told where to be.
final class FreePortsTest {

    @Test
    void areInARowAndNobodyListensThere() throws IOException {
        List<Integer> ports = FreePorts.row(4);

        assertThat(ports)
                .isEqualTo(IntStream.range(ports.getFirst(), ports.getFirst() + 4).boxed().toList())
                .allMatch(port -> port >= 10_000 && port < 32_000); // where systems give none
        for (int port : ports) {
            try (ServerSocket socket =
                    new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
                assertThat(socket.isBound()).isTrue();
            }
        }
    }
}
