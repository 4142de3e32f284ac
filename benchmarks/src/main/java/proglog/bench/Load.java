package proglog.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import proglog.bench.others.Contender;

/// What is asked of every system alike. Immutable.
///
/// @param questions what each of the numbers says that are measured in a round
/// @param prepare what each system does before
/// @param rounds whether a round can be had often, or takes seconds
/// @param measure a round of it
record Load(List<Question> questions, Preparation prepare, Frequency rounds, Measure measure) {

    private static final int SMALL = 100;
    private static final int LARGE = 1_024;
    private static final int ROUNDS_TO_READ = 3;
    private static final int WARM_UP_SHARE = 3; // of the time for the rounds

    /// @param name by which a run is compared with another
    /// @param text for people
    /// @param unit of the number
    /// @param isLessBetter as with times
    record Question(String name, String text, String unit, boolean isLessBetter) {}

    enum Frequency {
        OFTEN,
        SELDOM
    }

    @FunctionalInterface
    interface Preparation {
        void of(Contender contender, Scale scale) throws IOException, InterruptedException;
    }

    @FunctionalInterface
    interface Measure {
        double[] of(Contender contender, Scale scale) throws IOException, InterruptedException;
    }

    /// All of them, in the order in which they are run.
    static Map<String, Load> all() {
        Map<String, Load> all = new LinkedHashMap<>();
        all.put("batches", batches(SMALL, "batches", "100-byte records in batches"));
        all.put("reads", reads());
        all.put("large-batches", batches(LARGE, "large-batches", "1 KiB records in batches"));
        all.put("latency", latency());
        all.put("failover", failover());
        return all;
    }

    private static Load batches(int bytes, String name, String text) {
        byte[] value = Workload.noise(bytes);
        return new Load(
                List.of(
                        new Question(name, text, "records/s", false),
                        new Question(
                                name + "-cpu",
                                "the same: processor time of the three nodes for a record",
                                "µs",
                                true)),
                Load::nothing,
                Frequency.OFTEN,
                (contender, scale) -> {
                    Duration before = ProcessorTime.of(contender.processes());
                    long start = System.nanoTime();
                    double rate = contender.batchedRate(value, scale.syncTime());
                    double records = rate * RawFiles.seconds(start);
                    Duration used = ProcessorTime.of(contender.processes()).minus(before);
                    return new double[] {rate, Math.max(1, used.toNanos()) / 1e3 / records};
                });
    }

    private static Load reads() {
        return new Load(
                List.of(
                        new Question(
                                "reads",
                                "100-byte records read from the first one on",
                                "records/s",
                                false)),
                Load::fill,
                Frequency.OFTEN,
                (contender, scale) -> new double[] {contender.readRate(scale.syncTime())});
    }

    // So that there is something to read, whatever was measured before.
    private static void fill(Contender contender, Scale scale)
            throws IOException, InterruptedException {
        byte[] value = Workload.noise(SMALL);
        for (int i = 0; i < ROUNDS_TO_READ; i++) {
            var _ = contender.batchedRate(value, scale.syncTime());
        }
    }

    // Compilers are busy for thousands of calls; one waits for each, so that takes a while.
    private static void warmUp(Contender contender, Scale scale)
            throws IOException, InterruptedException {
        byte[] value = Workload.noise(SMALL);
        long end = System.nanoTime() + scale.patience().dividedBy(WARM_UP_SHARE).toNanos();
        while (System.nanoTime() - end < 0) {
            contender.append(value);
        }
    }

    private static void nothing(Contender contender, Scale scale) {}

    private static Load latency() {
        byte[] value = Workload.noise(SMALL);
        return new Load(
                List.of(
                        new Question(
                                "latency-p50",
                                "one 100-byte record after the other: p50",
                                "µs",
                                true),
                        new Question("latency-p99", "the same: p99", "µs", true)),
                Load::warmUp,
                Frequency.OFTEN,
                (contender, scale) -> {
                    double[] micros = new double[scale.syncedAppends()];
                    for (int i = 0; i < micros.length; i++) {
                        long start = System.nanoTime();
                        contender.append(value);
                        micros[i] = (System.nanoTime() - start) / 1e3;
                    }
                    Samples samples = Samples.of(micros);
                    return new double[] {samples.median(), samples.percentile(99)};
                });
    }

    private static Load failover() {
        byte[] value = Workload.noise(SMALL);
        return new Load(
                List.of(
                        new Question(
                                "failover",
                                "kill -9 of the leader to the next acknowledged append",
                                "s",
                                true)),
                Load::nothing,
                Frequency.SELDOM,
                (contender, _) -> {
                    long start = System.nanoTime();
                    contender.killLeader();
                    contender.append(value);
                    double seconds = RawFiles.seconds(start);
                    contender.restoreKilled();
                    return new double[] {seconds};
                });
    }
}
