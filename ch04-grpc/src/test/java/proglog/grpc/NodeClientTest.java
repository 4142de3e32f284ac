package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import proglog.InMemoryLog;

/// What is on the wire is gRPC, not a habit of ours: a client that shares no code with the server
/// does all there is to do.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "npm is a script of another kind there")
final class NodeClientTest {

    @Test
    @Timeout(value = 180, unit = TimeUnit.SECONDS)
    void aClientInAnotherLanguageDoesAllThereIsToDo() throws IOException, InterruptedException {
        NodeClient client = NodeClient.install(Path.of("target", "node"));
        try (Loopback loopback = new Loopback();
                InMemoryLog log = new InMemoryLog()) {
            LogServer server = loopback.serve(log);

            assertThat(client.complaints(server.address())).isEmpty();
        }
    }
}
