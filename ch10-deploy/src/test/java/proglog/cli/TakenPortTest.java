package proglog.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class TakenPortTest {

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere it says how to find out")
    void namesThePortItsPurposeAndWhoHasIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LocalNode node = new LocalNode(Path.of("cluster"), 2, taken.getLocalPort() - 2);

            String message = TakenPort.among(List.of(node)).orElseThrow().message();

            assertThat(message)
                    .startsWith(
                            "port %d, for Raft of node-2, is taken: process %d ("
                                    .formatted(taken.getLocalPort(), ProcessHandle.current().pid()))
                    .endsWith("; stop that, or choose others by PROGLOG_PORT");
        }
    }

    @Test
    void findsNothingWrongWithFreePorts() {
        assertThat(
                        TakenPort.among(
                                List.of(
                                        new LocalNode(
                                                Path.of("cluster"),
                                                0,
                                                FreePorts.row(10).getFirst()))))
                .isEmpty();
    }
}
