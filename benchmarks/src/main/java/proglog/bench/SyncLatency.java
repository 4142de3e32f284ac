package proglog.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import proglog.Bytes;
import proglog.storage.SegmentedLog;
import proglog.storage.SyncPolicy;

/// How long one caller waits for one synced record, against a raw write and sync of as many bytes.
/// For one thread only.
final class SyncLatency implements Measurement {

    private final List<Samples> ours = new ArrayList<>();
    private final List<Samples> raws = new ArrayList<>();

    @Override
    public List<Figure> run(Scratch scratch, Scale scale) throws IOException, InterruptedException {
        Path directory = scratch.next();
        Path rawDirectory = Files.createDirectory(scratch.next());
        try (SegmentedLog log = Workload.open(directory, scale, SyncPolicy.EVERY_APPEND);
                FileChannel raw = RawFiles.create(rawDirectory.resolve("raw"))) {
            int count = scale.syncedAppends();
            ByteBuffer bytes = RawFiles.direct(bytesPerAppend(log));
            Rounds rounds =
                    Rounds.alternate(
                            scale,
                            () -> keep(ours, ours(log, count)),
                            () -> keep(raws, raw(raw, bytes, count)));
            return List.of(figure(rounds, bytes.capacity()));
        } finally {
            Scratch.delete(directory);
            Scratch.delete(rawDirectory);
        }
    }

    private Figure figure(Rounds rounds, int bytes) {
        ours.removeFirst(); // the warm-up
        raws.removeFirst();
        Map<String, Double> details = new LinkedHashMap<>();
        details.put("p50Micros", rounds.medianOurs());
        details.put("p99Micros", Rounds.median(ours, s -> s.percentile(99)));
        details.put("rawP50Micros", rounds.medianRaw());
        details.put("rawP99Micros", Rounds.median(raws, s -> s.percentile(99)));
        details.put("bytesPerSync", (double) bytes);
        return Figure.of(
                "sync-latency",
                "one thread appending one synced 100-byte record: p50 over that of a raw write and"
                        + " sync",
                "ratio",
                rounds.ratios(),
                Target.atMost(1.3),
                details);
    }

    /// How many bytes the log writes for one record.
    static int bytesPerAppend(SegmentedLog log) {
        long before = log.segments().getLast().bytes();
        log.append(Bytes.wrap(Workload.noise(Workload.RECORD_BYTES)));
        return (int) (log.segments().getLast().bytes() - before);
    }

    private static double keep(List<Samples> all, Samples one) {
        all.add(one);
        return one.median();
    }

    private static Samples ours(SegmentedLog log, int count) {
        Bytes value = Bytes.wrap(Workload.noise(Workload.RECORD_BYTES));
        double[] micros = new double[count];
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            log.append(value);
            micros[i] = (System.nanoTime() - start) / 1e3;
        }
        return Samples.of(micros);
    }

    static Samples raw(FileChannel file, ByteBuffer bytes, int count) throws IOException {
        double[] micros = new double[count];
        for (int i = 0; i < count; i++) {
            long start = System.nanoTime();
            RawFiles.writeAll(file, bytes);
            file.force(false);
            micros[i] = (System.nanoTime() - start) / 1e3;
        }
        return Samples.of(micros);
    }
}
