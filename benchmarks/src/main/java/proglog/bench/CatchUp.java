package proglog.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import proglog.v1.LogGrpc;
import proglog.v1.ProduceRequest;

/// A follower that was absent while the log grew, and how a producer fares while it catches up. For
/// one thread only.
record CatchUp(Cluster cluster, Absence absence, Scale scale, Optional<Path> recordings) {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final int ROUNDS = 4;
    private static final int WARM_UP_SHARE = 4;
    private static final int CALLS_SHARE = 8; // about as many as while it catches up
    private static final int BATCH_RECORDS = 200;
    private static final int RECORD_BYTES = 1_024;

    /// One follower's return.
    ///
    /// @param rate bytes of values a second that it caught up with, once it answered
    /// @param startMillis from its start until it answered
    /// @param before how long one append took with all nodes there
    /// @param away the same with two
    /// @param starting the same until it answered again
    /// @param during the same while it caught up
    record Round(
            double rate,
            double startMillis,
            Latency before,
            Latency away,
            Latency starting,
            Latency during) {}

    /// Has a follower catch up with `bytes` four times, and with less before, to warm up what
    /// serves it. The log grows by five times as much at most.
    List<Figure> run(long bytes) throws IOException, InterruptedException {
        ClusterCallers.warmUp(cluster.leader().channel(), Messages.one(), scale);
        var _ = round(bytes / WARM_UP_SHARE);
        List<Round> rounds = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            rounds.add(round(bytes));
        }
        return figures(rounds);
    }

    private Round round(long bytes) throws IOException, InterruptedException {
        cluster.awaitEqual();
        Node leader = cluster.leader();
        Node late = cluster.followers().getFirst();
        Latency before = latency(leader);
        absence.begin(late);
        long from = leader.next();
        Filling.fill(leader, batch(), bytes);
        Latency away = latency(leader);
        long to = leader.next();
        record(leader);
        long start = System.nanoTime();
        Latency starting = meanwhile(leader, () -> comeBack(late));
        long answered = System.nanoTime();
        long first = Math.max(from, late.next());
        Latency during = meanwhile(leader, () -> awaitAll(late, to));
        endRecording(leader);
        boolean wasFaster = first >= to;
        double seconds = RawFiles.seconds(wasFaster ? start : answered);
        double share = wasFaster ? 1 : (double) (to - first) / (to - from);
        return new Round(
                share * bytes / seconds,
                (answered - start) / 1e6,
                before,
                away,
                starting,
                wasFaster ? starting : during);
    }

    @FunctionalInterface
    private interface Step {
        void take() throws IOException, InterruptedException;
    }

    private static Latency meanwhile(Node leader, Step step)
            throws IOException, InterruptedException {
        try (Background appends = Background.start(leader)) {
            step.take();
            return appends.end();
        }
    }

    private void comeBack(Node late) throws IOException, InterruptedException {
        absence.end(late);
        Await.until(
                late.name() + " answers",
                PATIENCE,
                BETWEEN_LOOKS,
                () -> late.isReady() || late.next() > 0);
    }

    private static void awaitAll(Node late, long next) throws IOException, InterruptedException {
        Await.until(
                late.name() + " has caught up", PATIENCE, BETWEEN_LOOKS, () -> late.next() >= next);
    }

    private static ProduceRequest batch() {
        return Messages.batch(BATCH_RECORDS, RECORD_BYTES);
    }

    private Latency latency(Node leader) {
        return Latency.of(
                UnaryLoad.micros(
                        leader.channel(),
                        LogGrpc.getProduceMethod(),
                        Messages.one(),
                        CALLS_SHARE * scale.syncedAppends()));
    }

    private void record(Node leader) throws IOException, InterruptedException {
        if (recordings.isPresent()) {
            Path directory = Files.createDirectories(recordings.get());
            leader.process().record(directory.resolve("catch-up-leader.jfr"));
        }
    }

    private void endRecording(Node leader) throws IOException, InterruptedException {
        if (recordings.isPresent()) {
            leader.process().endRecording();
        }
    }

    private List<Figure> figures(List<Round> rounds) throws IOException {
        Map<String, Double> rateDetails = new LinkedHashMap<>();
        Map<String, Double> p99Details = new LinkedHashMap<>();
        p99Details.put("beforeP99Micros", Rounds.median(rounds, round -> round.before().p99()));
        p99Details.put("awayP99Micros", Rounds.median(rounds, round -> round.away().p99()));
        p99Details.put("duringP99Micros", Rounds.median(rounds, round -> round.during().p99()));
        p99Details.put("duringP50Micros", Rounds.median(rounds, round -> round.during().p50()));
        if (absence == Absence.STOPPED) {
            rateDetails.put("startMillis", Rounds.median(rounds, Round::startMillis));
            p99Details.put(
                    "startingP99Micros", Rounds.median(rounds, round -> round.starting().p99()));
        }
        return List.of(
                Figure.of(
                        absence.figure("cluster-catch-up"),
                        "bytes of 1 KiB records that a follower %s catches up with in a second"
                                .formatted(absence.words()),
                        "MB/s",
                        Samples.of(rounds, round -> round.rate() / 1e6),
                        Target.atLeast(100),
                        rateDetails),
                Figure.of(
                        absence.figure("cluster-catch-up-p99"),
                        "p99 of one caller's Produce while it does, over that before",
                        "ratio",
                        Samples.of(rounds, round -> round.during().p99() / round.before().p99()),
                        Target.atMost(2),
                        p99Details),
                Memory.figure(
                        absence.figure("cluster-memory-catch-up"),
                        "a follower that catches up",
                        cluster.peakResidentMiB()));
    }

    /// One caller who appends until told to end.
    private record Background(AtomicBoolean ended, FutureTask<Latency> work)
            implements AutoCloseable {

        static Background start(Node leader) {
            AtomicBoolean ended = new AtomicBoolean();
            FutureTask<Latency> work =
                    new FutureTask<>(() ->
                            Latency.of(
                                    UnaryLoad.microsUntil(
                                            ended,
                                            leader.channel(),
                                            LogGrpc.getProduceMethod(),
                                            Messages.one())));
            Thread.ofVirtual().name("appends").start(work);
            return new Background(ended, work);
        }

        Latency end() throws IOException, InterruptedException {
            ended.set(true);
            try {
                return work.get();
            } catch (ExecutionException failure) {
                throw new IOException("an append failed", failure.getCause());
            }
        }

        @Override
        public void close() {
            ended.set(true);
        }
    }
}
