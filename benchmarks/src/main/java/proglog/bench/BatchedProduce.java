package proglog.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import proglog.Batch;
import proglog.Deadline;
import proglog.storage.SegmentedLog;
import proglog.v1.LogGrpc;
import proglog.v1.ProduceRequest;

/// Batches on one ProduceStream, with TLS and without, against appending the same batches to the
/// log itself. Every batch is synced before it is answered. For one thread only.
final class BatchedProduce implements Measurement {

    private static final int IN_FLIGHT = 32;
    private static final int TLS = 0;
    private static final int PLAIN = 1;
    private static final int DIRECT = 2;

    private final int records;

    BatchedProduce() {
        this(Messages.BATCH_RECORDS);
    }

    /// With so many records in a batch.
    BatchedProduce(int records) {
        this.records = records;
    }

    @Override
    public List<Figure> run(Scratch scratch, Scale scale) throws IOException, InterruptedException {
        try (LoopbackTls tls = LoopbackTls.create(scratch.next());
                SegmentedLog log = Workload.openBounded(scratch.next());
                ServedLog secured = ServedLog.secured(log, tls);
                ServedLog plain = ServedLog.plain(log)) {
            Turns turns =
                    Turns.take(
                            scale,
                            () -> streamed(secured, scale),
                            () -> streamed(plain, scale),
                            () -> direct(log, scale));
            return figures(turns);
        }
    }

    private double streamed(ServedLog served, Scale scale)
            throws IOException, InterruptedException {
        ProduceRequest batch = Messages.batch(records);
        return records
                * StreamLoad.rate(
                        served.channel(),
                        LogGrpc.getProduceStreamMethod(),
                        batch,
                        IN_FLIGHT,
                        scale.syncTime());
    }

    private double direct(SegmentedLog log, Scale scale) {
        Batch batch = Workload.batch(records);
        long start = System.nanoTime();
        long count = 0;
        while (System.nanoTime() - start < scale.syncTime().toNanos()) {
            log.append(batch, Deadline.never());
            count++;
        }
        return records * count / RawFiles.seconds(start);
    }

    private List<Figure> figures(Turns turns) {
        Map<String, Double> details = new LinkedHashMap<>();
        details.put("recordsPerBatch", (double) records);
        details.put("tlsRecordsPerSecond", turns.median(TLS));
        details.put("plainRecordsPerSecond", turns.median(PLAIN));
        details.put("directRecordsPerSecond", turns.median(DIRECT));
        details.put("plainToDirect", turns.ratios(PLAIN, DIRECT).median());
        return List.of(
                Figure.of(
                        "produce-batched-rate",
                        "100-byte records in batches on one ProduceStream, TLS, every batch synced",
                        "records/s",
                        turns.samples(row -> row[TLS]),
                        Target.atLeast(1_000_000),
                        details),
                Figure.of(
                        "produce-batched-tls",
                        "the same, over that without TLS",
                        "ratio",
                        turns.ratios(TLS, PLAIN),
                        Target.atLeast(0.60),
                        Map.of()),
                Figure.of(
                        "produce-batched-direct",
                        "the same, over one thread that appends these batches to the log itself",
                        "ratio",
                        turns.ratios(TLS, DIRECT),
                        Target.atLeast(0.50),
                        Map.of()));
    }
}
