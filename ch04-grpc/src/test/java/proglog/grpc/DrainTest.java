package proglog.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.ManagedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import proglog.Background;
import proglog.Bytes;
import proglog.InMemoryLog;
import proglog.LogCursor;
import proglog.LogUnavailableException;

/// A server that is told to stop ends its streams itself, and says so.
final class DrainTest {

    private final Loopback loopback = new Loopback();
    private final InMemoryLog log = new InMemoryLog();
    private final LogServer server = loopback.serve(log);
    private final ManagedChannel channel = loopback.channel(server);

    @AfterEach
    void stop() {
        loopback.close();
    }

    @Test
    void endsAStreamThatWaitsForRecords() throws InterruptedException {
        log.append(Bytes.utf8("a"));
        try (LogCursor cursor = new RemoteLog(channel).follow(0)) {
            cursor.next();
            try (var reader = Background.start(cursor::next)) {
                reader.awaitBlocked();

                server.close();

                assertThat(reader.failure())
                        .isInstanceOf(LogUnavailableException.class)
                        .hasMessageStartingWith("the server is shutting down");
            }
        }
    }

    @Test
    void takesNoCallsAfterwards() {
        server.close();

        assertThatThrownBy(() -> new RemoteLog(channel).append(Bytes.utf8("late")))
                .isInstanceOf(LogUnavailableException.class);
        assertThat(log.offsets().isEmpty()).isTrue();
    }
}
