package proglog.grpc;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import proglog.CommitLog;
import proglog.CommitLogContract;
import proglog.InMemoryLog;

/// Task 4.6: [RemoteLog#append]. A log at the other end of a real socket keeps the contract of
/// every log.
@Tag("task-4.6")
final class RemoteLogTest implements CommitLogContract {

    private final Loopback loopback = new Loopback();

    @Override
    public CommitLog open(Path directory, InstantSource clock) {
        return loopback.remote(new InMemoryLog(clock));
    }

    @AfterEach
    void stop() {
        loopback.close();
    }
}
