package proglog.grpc;

import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import proglog.CommitLog;
import proglog.CommitLogContract;
import proglog.storage.SegmentedLog;
import proglog.storage.SegmentedLogConfig;

/// So does a log in files, far away.
final class RemoteSegmentedLogTest implements CommitLogContract {

    private final Loopback loopback = new Loopback();

    @Override
    public CommitLog open(Path directory, InstantSource clock) {
        SegmentedLog log = SegmentedLog.open(directory, SegmentedLogConfig.defaults(), clock);
        loopback.closeAtLast(log::close);
        return loopback.remote(log);
    }

    @AfterEach
    void stop() {
        loopback.close();
    }
}
