package proglog.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import proglog.storage.SegmentedLog;
import proglog.v1.LogGrpc;
import proglog.v1.ProduceRequest;

/// How long one caller waits for one Produce, against an RPC that only sends the bytes back plus a
/// raw write and sync of as many as the log writes. For one thread only.
final class UnaryProduce implements Measurement {

    private static final int OURS = 0;
    private static final int ECHO = 1;
    private static final int SYNC = 2;

    @Override
    public List<Figure> run(Scratch scratch, Scale scale) throws IOException, InterruptedException {
        Path rawDirectory = Files.createDirectory(scratch.next());
        try (SegmentedLog log = Workload.openBounded(scratch.next());
                ServedLog served = ServedLog.plain(log);
                Echo echo = Echo.start();
                FileChannel raw = RawFiles.create(rawDirectory.resolve("raw"))) {
            int count = scale.syncedAppends();
            ProduceRequest request = Messages.one();
            byte[] bytes = request.toByteArray();
            ByteBuffer frame = RawFiles.direct(SyncLatency.bytesPerAppend(log));
            var produce = LogGrpc.getProduceMethod();
            Turns turns =
                    Turns.take(
                            scale,
                            () ->
                                    UnaryLoad.micros(served.channel(), produce, request, count)
                                            .median(),
                            () ->
                                    UnaryLoad.micros(echo.channel(), Echo.UNARY, bytes, count)
                                            .median(),
                            () -> SyncLatency.raw(raw, frame, count).median());
            return List.of(figure(turns));
        }
    }

    private static Figure figure(Turns turns) {
        return Figure.of(
                "produce-unary",
                "p50 of one caller's Produce of one synced 100-byte record, over that of a bare RPC"
                        + " plus that of a raw write and sync",
                "ratio",
                turns.samples(row -> row[OURS] / (row[ECHO] + row[SYNC])),
                Target.atMost(1.2),
                Map.of(
                        "p50Micros", turns.median(OURS),
                        "echoP50Micros", turns.median(ECHO),
                        "rawSyncP50Micros", turns.median(SYNC)));
    }
}
