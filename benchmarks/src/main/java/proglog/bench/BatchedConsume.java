package proglog.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import proglog.CommitLog;
import proglog.LogCursor;
import proglog.grpc.RemoteLog;
import proglog.storage.SegmentedLog;
import proglog.storage.SyncPolicy;

/// Reads a log from front to back over ConsumeStream: as messages, and record by record through a
/// cursor. For one thread only.
final class BatchedConsume implements Measurement {

    private static final int MESSAGES = 0;
    private static final int CURSOR = 1;
    private static final int PLAIN_MESSAGES = 2;
    private static final int PLAIN_CURSOR = 3;
    private static final int DIRECT = 4;

    @Override
    public List<Figure> run(Scratch scratch, Scale scale) throws IOException, InterruptedException {
        try (LoopbackTls tls = LoopbackTls.create(scratch.next());
                SegmentedLog log = Workload.open(scratch.next(), scale, SyncPolicy.ROLL);
                ServedLog secured = ServedLog.secured(log, tls);
                ServedLog plain = ServedLog.plain(log)) {
            Workload.fill(log, scale.appendBytes());
            long records = log.offsets().next();
            return figures(
                    Turns.take(
                            scale,
                            () -> ConsumeLoad.rate(secured.channel(), records),
                            () -> followed(new RemoteLog(secured.channel()), records),
                            () -> ConsumeLoad.rate(plain.channel(), records),
                            () -> followed(new RemoteLog(plain.channel()), records),
                            () -> followed(log, records)));
        }
    }

    private static double followed(CommitLog log, long records) throws InterruptedException {
        long start = System.nanoTime();
        long bytes = 0;
        try (LogCursor cursor = log.follow(0)) {
            for (long i = 0; i < records; i++) {
                bytes += cursor.next().value().length();
            }
        }
        double seconds = RawFiles.seconds(start);
        if (bytes != records * Workload.RECORD_BYTES) {
            throw new IllegalStateException("read %d bytes".formatted(bytes));
        }
        return records / seconds;
    }

    private static List<Figure> figures(Turns turns) {
        return List.of(
                Figure.of(
                        "consume-batched",
                        "100-byte records in batches on one ConsumeStream, TLS, as messages",
                        "records/s",
                        turns.samples(row -> row[MESSAGES]),
                        Target.atLeast(2_000_000),
                        Map.of("plainRecordsPerSecond", turns.median(PLAIN_MESSAGES))),
                Figure.of(
                        "consume-followed",
                        "the same, record by record through the cursor of a RemoteLog",
                        "records/s",
                        turns.samples(row -> row[CURSOR]),
                        Target.atLeast(2_000_000),
                        Map.of(
                                "plainRecordsPerSecond", turns.median(PLAIN_CURSOR),
                                "directRecordsPerSecond", turns.median(DIRECT))));
    }
}
