package proglog.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Opens a large log whose process was killed, against an empty one, each in a JVM of its own with
/// a heap of 64 MiB. For one thread only.
final class Opening implements Measurement {

    private static final double MIB = 1 << 20;

    private final List<LogProcessMain.Answer> large = new ArrayList<>();
    private final List<LogProcessMain.Answer> empty = new ArrayList<>();

    @Override
    public List<Figure> run(Scratch scratch, Scale scale) throws IOException {
        Path directory = scratch.next();
        Path small = scratch.next();
        try {
            // Almost full: opening has to look through the whole of the last segment.
            open(directory, scale, scale.openBytes() - Workload.BATCH_BYTES);
            for (int round = 0; round < Math.min(5, scale.rounds()); round++) {
                large.add(open(directory, scale, 0));
                empty.add(open(small, scale, 0));
                Scratch.delete(small);
            }
        } finally {
            Scratch.delete(directory);
            Scratch.delete(small);
        }
        return List.of(time(), heap());
    }

    private static LogProcessMain.Answer open(Path directory, Scale scale, long fillBytes)
            throws IOException {
        try (LogProcess process = LogProcess.start(directory, scale.segmentBytes(), fillBytes)) {
            return process.answer();
        }
    }

    private Figure time() {
        Map<String, Double> details = new LinkedHashMap<>();
        details.put("openMillis", Rounds.median(large, a -> a.openNanos() / 1e6));
        details.put("openEmptyMillis", Rounds.median(empty, a -> a.openNanos() / 1e6));
        details.put("segments", (double) large.getLast().segments());
        details.put("storeMiB", large.getLast().storeBytes() / MIB);
        return Figure.of(
                "open-after-kill",
                "opening a log of %s GiB after a kill, over opening an empty log"
                        .formatted(Numbers.show(large.getLast().storeBytes() / MIB / 1024)),
                "s",
                differences(a -> a.openNanos() / 1e9),
                Target.atMost(1),
                details);
    }

    private Figure heap() {
        Map<String, Double> details = new LinkedHashMap<>();
        details.put("heapMiB", Rounds.median(large, a -> a.heapBytes() / MIB));
        details.put("heapEmptyMiB", Rounds.median(empty, a -> a.heapBytes() / MIB));
        return Figure.of(
                "heap-of-large-log",
                "heap used by a process with -Xmx64m and a log of %s GiB, over one with an empty log"
                        .formatted(Numbers.show(large.getLast().storeBytes() / MIB / 1024)),
                "MiB",
                differences(a -> a.heapBytes() / MIB),
                Target.atMost(2),
                details);
    }

    private Samples differences(ToDoubleFunction<LogProcessMain.Answer> value) {
        double[] differences = new double[large.size()];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = value.applyAsDouble(large.get(i)) - value.applyAsDouble(empty.get(i));
        }
        return Samples.of(differences);
    }
}
