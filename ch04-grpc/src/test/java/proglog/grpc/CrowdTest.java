package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.Bytes;
import proglog.InMemoryLog;

/// Two thousand connections at once are served as they come, by the limits that are standard.
final class CrowdTest {

    private static final int CONNECTIONS = 2_000;

    @Test
    void isServed() throws IOException {
        requireFiles(2 * CONNECTIONS + 500); // both ends are in this process
        Heard heard = new Heard();
        List<Http2Client> crowd = new ArrayList<>();
        try (Loopback loopback = new Loopback()) {
            LogServer server =
                    loopback.start(
                            LogServer.builder()
                                    .intercept(heard)
                                    .serve(new LogService(new InMemoryLog())));
            RemoteLog ordinary = new RemoteLog(loopback.channel(server));
            for (int i = 0; i < CONNECTIONS; i++) {
                Http2Client client = Http2Client.connect(server.address());
                client.call(1, "log.v1.Log/ProduceStream");
                crowd.add(client);
            }
            Background.until(() -> heard.open() == CONNECTIONS);

            for (int i = 0; i < 100; i++) {
                assertThat(ordinary.append(Bytes.utf8("value"))).isEqualTo(i);
            }

            for (Http2Client client : crowd) {
                client.close();
            }
            Background.until(() -> heard.open() == 0);
        }
    }

    private static void requireFiles(long files) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean os) {
            assertThat(os.getMaxFileDescriptorCount())
                    .as("open files this test needs: raise the hard limit, `ulimit -Hn`")
                    .isGreaterThanOrEqualTo(files);
        }
    }
}
