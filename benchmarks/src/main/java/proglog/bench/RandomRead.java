package proglog.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import proglog.storage.SegmentedLog;
import proglog.storage.SyncPolicy;

/// How long reading a record anywhere in a cached log takes, against a raw read of as many bytes
/// anywhere in its files. For one thread only.
final class RandomRead implements Measurement {

    private static final int SEED = 7;

    private final List<Samples> ours = new ArrayList<>();
    private final List<Samples> raws = new ArrayList<>();

    @Override
    public List<Figure> run(Scratch scratch, Scale scale) throws IOException, InterruptedException {
        Path directory = scratch.next();
        List<FileChannel> files = new ArrayList<>();
        try (SegmentedLog log = Workload.open(directory, scale, SyncPolicy.ROLL)) {
            Workload.fill(log, scale.readBytes());
            for (Path store : RawFiles.stores(directory)) {
                files.add(FileChannel.open(store));
            }
            Rounds rounds =
                    Rounds.alternate(
                            scale,
                            () -> keep(ours, ours(log, scale.randomReads())),
                            () -> keep(raws, raw(files, scale.randomReads())));
            return List.of(figure(rounds));
        } finally {
            for (FileChannel file : files) {
                file.close();
            }
            Scratch.delete(directory);
        }
    }

    private Figure figure(Rounds rounds) {
        ours.removeFirst(); // the warm-up
        raws.removeFirst();
        Map<String, Double> details = new LinkedHashMap<>();
        details.put("p99Micros", Rounds.median(ours, s -> s.percentile(99)));
        details.put("rawP50Micros", rounds.medianRaw());
        details.put("rawP99Micros", Rounds.median(raws, s -> s.percentile(99)));
        details.put("ratioToRaw", rounds.ratios().median());
        return Figure.of(
                "random-read",
                "reading one 100-byte record anywhere in a cached log, p50",
                "µs",
                Samples.of(rounds.ours(), Double::doubleValue),
                Target.atMost(5),
                details);
    }

    private static double keep(List<Samples> all, Samples one) {
        all.add(one);
        return one.median();
    }

    private static Samples ours(SegmentedLog log, int count) {
        long records = log.offsets().next();
        Random random = new Random(SEED);
        double[] micros = new double[count];
        for (int i = 0; i < count; i++) {
            long offset = random.nextLong(records);
            long start = System.nanoTime();
            int length = log.read(offset).value().length();
            micros[i] = (System.nanoTime() - start) / 1e3;
            require(length);
        }
        return Samples.of(micros);
    }

    private static Samples raw(List<FileChannel> files, int count) throws IOException {
        Random random = new Random(SEED);
        ByteBuffer bytes = ByteBuffer.allocateDirect(Workload.RECORD_BYTES);
        double[] micros = new double[count];
        for (int i = 0; i < count; i++) {
            FileChannel file = files.get(random.nextInt(files.size()));
            long position = random.nextLong(file.size() - Workload.RECORD_BYTES);
            long start = System.nanoTime();
            int length = file.read(bytes.clear(), position);
            micros[i] = (System.nanoTime() - start) / 1e3;
            require(length);
        }
        return Samples.of(micros);
    }

    private static void require(int length) {
        if (length != Workload.RECORD_BYTES) {
            throw new IllegalStateException("read %d bytes".formatted(length));
        }
    }
}
