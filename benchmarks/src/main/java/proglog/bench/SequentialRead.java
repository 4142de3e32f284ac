package proglog.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import proglog.LogCursor;
import proglog.storage.SegmentedLog;
import proglog.storage.SyncPolicy;

/// Reads a log from front to back through a cursor, every checksum checked, against raw reads of
/// the same files, all of it cached. For one thread only.
final class SequentialRead implements Measurement {

    @Override
    public List<Figure> run(Scratch scratch, Scale scale) throws IOException, InterruptedException {
        Path directory = scratch.next();
        try (SegmentedLog log = Workload.open(directory, scale, SyncPolicy.ROLL)) {
            Workload.fill(log, scale.readBytes());
            List<Path> stores = RawFiles.stores(directory);
            long bytes = RawFiles.bytes(stores);
            long records = log.offsets().next();
            Rounds rounds =
                    Rounds.alternate(
                            scale, () -> bytes / read(log, records), () -> RawFiles.read(stores));
            return figures(rounds, (double) records / bytes);
        } finally {
            Scratch.delete(directory);
        }
    }

    private static double read(SegmentedLog log, long records) throws InterruptedException {
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
        return seconds;
    }

    private static List<Figure> figures(Rounds rounds, double recordsPerByte) {
        Map<String, Double> details = new LinkedHashMap<>();
        details.put("fileMiBPerSecond", rounds.medianOurs() / (1 << 20));
        details.put("rawMiBPerSecond", rounds.medianRaw() / (1 << 20));
        details.put("nanosPerRecord", 1e9 / (rounds.medianOurs() * recordsPerByte));
        Figure ratio =
                Figure.of(
                        "sequential-read",
                        "reading 100-byte records through a cursor, checksums checked: file bytes,"
                                + " over raw cached 128 KiB reads",
                        "ratio",
                        rounds.ratios(),
                        Target.atLeast(0.50),
                        details);
        Figure rate =
                Figure.of(
                        "sequential-read-rate",
                        "reading 100-byte records through a cursor, checksums checked",
                        "records/s",
                        Samples.of(rounds.ours(), rate1 -> rate1 * recordsPerByte),
                        Target.atLeast(3_000_000),
                        Map.of());
        return List.of(ratio, rate);
    }
}
