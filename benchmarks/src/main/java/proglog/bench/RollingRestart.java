package proglog.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import proglog.loadbalance.Main;
import proglog.loadbalance.Producer;
import proglog.loadbalance.Proglog;

/// What clients notice while every node is told to stop and started again, one after the other: a
/// producer that sends at a steady pace, and one that waits for each answer. For one thread only.
record RollingRestart() implements Measurement {

    private static final long PERIOD_NANOS = Duration.ofMillis(1).toNanos();
    private static final int MOST_ROUNDS = 3;

    /// What one of them noticed of one round.
    private record Round(TimedSends steady, TimedSends single, double seconds) {

        int failures() {
            return steady.failures() + single.failures();
        }
    }

    @Override
    public List<Figure> run(Scratch scratch, Scale scale) throws IOException, InterruptedException {
        try (Cluster cluster = Cluster.start(scratch.next(), Main.class, List.of());
                Proglog client = Proglog.connect(cluster.target(), cluster.client())) {
            long before = cluster.leader().next();
            List<Round> rounds = new ArrayList<>();
            for (int i = 0; i < Math.clamp(scale.rounds() / 7, 1, MOST_ROUNDS); i++) {
                rounds.add(round(cluster, client));
            }
            requireOnce(rounds, cluster.leader().next() - before);
            return figures(rounds);
        }
    }

    private static Round round(Cluster cluster, Proglog client)
            throws IOException, InterruptedException {
        AtomicBoolean isOver = new AtomicBoolean();
        long start = System.nanoTime();
        try (Producer first = client.producer();
                Producer second = client.producer()) {
            Round round = new Round(new TimedSends(first), new TimedSends(second), 0);
            Thread steady =
                    Thread.ofPlatform().start(() -> round.steady().steadily(PERIOD_NANOS, isOver));
            Thread single = Thread.ofPlatform().start(() -> round.single().oneByOne(isOver));
            try {
                for (Node node : cluster.nodes()) {
                    node.stop();
                    node.restart();
                    cluster.awaitEqual();
                }
            } finally {
                isOver.set(true);
                steady.join();
                single.join();
            }
            return new Round(round.steady(), round.single(), RawFiles.seconds(start));
        }
    }

    private static void requireOnce(List<Round> rounds, long records) throws IOException {
        long sent = rounds.stream().mapToLong(r -> r.steady().count() + r.single().count()).sum();
        long failed = rounds.stream().mapToLong(Round::failures).sum();
        if (records > sent || records < sent - failed) {
            throw new IOException(
                    "%d records were sent, %d failed, and %d are in the log"
                            .formatted(sent, failed, records));
        }
    }

    private static List<Figure> figures(List<Round> rounds) {
        return List.of(
                Figure.of(
                        "cluster-rolling-errors",
                        "sends that failed while all nodes were restarted, one after the other",
                        "errors",
                        Samples.of(rounds, Round::failures),
                        Target.atMost(0),
                        Map.of(
                                "secondsForThreeNodes",
                                Samples.of(rounds, Round::seconds).median())),
                figure(
                        "cluster-rolling-steady",
                        "p99 of 1,000 sends a second of 1 KiB meanwhile",
                        rounds,
                        Round::steady),
                figure(
                        "cluster-rolling-single",
                        "p99 of a producer that waits for each answer meanwhile",
                        rounds,
                        Round::single));
    }

    private static Figure figure(
            String name, String question, List<Round> rounds, Function<Round, TimedSends> which) {
        List<Samples> times = rounds.stream().map(which).map(TimedSends::seconds).toList();
        return Figure.of(
                name,
                question,
                "s",
                Samples.of(times, each -> each.percentile(99)),
                Target.atMost(2),
                Map.of(
                        "p50Millis", 1e3 * Samples.of(times, Samples::median).median(),
                        "maxMillis", 1e3 * Samples.of(times, Samples::max).max(),
                        "sends", Samples.of(rounds, one -> which.apply(one).count()).median()));
    }
}
