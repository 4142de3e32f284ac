package proglog.agent;

import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import proglog.Batch;
import proglog.Bytes;
import proglog.Deadline;
import proglog.LogCursor;
import proglog.LogUnavailableException;
import proglog.OffsetRange;
import proglog.grpc.RemoteLog;
import proglog.security.MutualTls;
import proglog.security.TlsFiles;

/// A node that is started, written to, read from and stopped, so that Java learns what a node
/// needs: the image's build runs it to make the ahead-of-time cache.
public final class Rehearsal {

    private static final int BATCHES = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Rehearsal() {}

    /// Plays it, with a new folder for the data, and else the settings that are in force here. The
    /// certificates are where they say, and beside them those of the client `root`.
    public static void main(String... arguments) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("rehearsal").resolve("data");
        AgentConfig config =
                AgentConfig.of(
                        Configuration.read(
                                Map.of(
                                        Setting.NODE_NAME, "rehearsal",
                                        Setting.DATA_DIR, data.toString(),
                                        Setting.BIND_ADDR, "127.0.0.1",
                                        Setting.BOOTSTRAP, "true",
                                        Setting.PROBE_PORT, "8404"),
                                System.getenv()));
        Path certificates = config.server().certificate().resolveSibling("");
        try (Agent agent = Agent.start(config);
                MutualTls tls = MutualTls.open(TlsFiles.in(certificates, "root"))) {
            ManagedChannel channel =
                    Grpc.newChannelBuilderForAddress(
                                    "localhost", agent.rpcAddress().getPort(), tls.client())
                            .build();
            try (RemoteLog log = new RemoteLog(channel)) {
                play(log);
            } finally {
                channel.shutdownNow();
            }
        }
    }

    private static void play(RemoteLog log) throws InterruptedException {
        long next = awaitLeader(log).next();
        for (int batch = 0; batch < BATCHES; batch++) {
            List<Bytes> values = new ArrayList<>();
            for (int i = 0; i <= batch % 10; i++) {
                values.add(Bytes.utf8("batch %d, value %d".formatted(batch, i)));
            }
            next = log.append(Batch.of(values), Deadline.after(PATIENCE)).next();
        }
        try (LogCursor cursor = log.follow(0)) {
            for (long read = 0; read < next; read++) {
                var _ = cursor.next();
            }
        }
    }

    // A node that has just begun its cluster does not lead it yet.
    private static OffsetRange awaitLeader(RemoteLog log) {
        Deadline deadline = Deadline.after(PATIENCE);
        while (true) {
            try {
                return log.append(Batch.of(Bytes.utf8("first")), deadline);
            } catch (LogUnavailableException failure) {
                if (deadline.hasPassed()) {
                    throw failure;
                }
            }
        }
    }
}
