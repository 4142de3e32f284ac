package proglog.http;

import static org.assertj.core.api.Assertions.assertThat;
import static proglog.http.TestServer.get;
import static proglog.http.TestServer.post;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.OffsetRange;

/// Many connections, and many slow ones, do not stop an ordinary client.
final class CrowdTest {

    private static final int CONNECTIONS = 2_000;
    private static final int SLOW = 200;
    private static final String EMPTY = "{\"record\":{\"value\":\"\"}}";

    @Test
    void doesNotStopAnOrdinaryClient() throws Exception {
        requireFiles(2 * (CONNECTIONS + SLOW) + 500); // both ends are in this process
        List<RawClient> crowd = new ArrayList<>();
        try (TestServer server = TestServer.start();
                RawClient ordinary = server.connect()) {
            for (int i = 0; i < SLOW; i++) {
                crowd.add(server.connect().send(post(EMPTY).substring(0, i % 60)));
            }
            for (int i = 0; i < CONNECTIONS; i++) {
                crowd.add(server.connect());
            }
            Background.until(() -> server.server.connections() == CONNECTIONS + SLOW + 1);

            for (RawClient client : crowd.subList(SLOW, crowd.size())) {
                client.send(post(EMPTY)); // all at once: nobody has read an answer yet
            }
            for (int i = 0; i < 100; i++) {
                assertThat(ordinary.send(get("/records/0")).answer().status()).isIn(200, 404);
            }
            for (RawClient client : crowd.subList(SLOW, crowd.size())) {
                assertThat(client.answer().status()).isEqualTo(200);
            }
            assertThat(server.log.offsets()).isEqualTo(new OffsetRange(0, CONNECTIONS));
            close(crowd);
        }
    }

    private static void close(List<RawClient> crowd) throws IOException {
        for (RawClient client : crowd) {
            client.close();
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
