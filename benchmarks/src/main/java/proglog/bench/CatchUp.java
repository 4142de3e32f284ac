package proglog.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import proglog.v1.LogGrpc;
import proglog.v1.ProduceRequest;

/// A follower that was stopped while the log grew, and how a producer fares while it catches up.
/// For one thread only.
record CatchUp(Cluster cluster, Scale scale, Optional<Path> recordings) {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /// One follower's return.
    ///
    /// @param rate bytes of values a second that it caught up with, once it answered
    /// @param startMillis from its start until it answered
    /// @param before how long one append took with all nodes there
    /// @param away the same with two
    /// @param starting the same while its process started
    /// @param during the same while it caught up
    record Round(
            double rate,
            double startMillis,
            Latency before,
            Latency away,
            Latency starting,
            Latency during) {}

    /// Stops a follower, appends `batch` until there are `bytes` more, and starts it again.
    Round run(ProduceRequest batch, long bytes) throws IOException, InterruptedException {
        cluster.awaitEqual();
        Node leader = cluster.leader();
        Node late = cluster.followers().getFirst();
        Latency before = latency(leader);
        late.stop();
        long from = leader.next();
        Filling.fill(leader, batch, bytes);
        Latency away = latency(leader);
        long to = leader.next();
        record(leader);
        long start = System.nanoTime();
        Latency starting = meanwhile(leader, () -> restart(late));
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

    private static void restart(Node late) throws IOException, InterruptedException {
        late.restart();
        Await.until(late.name() + " answers", PATIENCE, () -> late.isReady() || late.next() > 0);
    }

    private static void awaitAll(Node late, long next) throws IOException, InterruptedException {
        Await.until(late.name() + " has caught up", PATIENCE, () -> late.next() >= next);
    }

    private Latency latency(Node leader) {
        return Latency.of(
                UnaryLoad.micros(
                        leader.channel(),
                        LogGrpc.getProduceMethod(),
                        Messages.one(),
                        2 * scale.syncedAppends()));
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

    /// The figures of all rounds.
    List<Figure> figures(List<Round> rounds) {
        return List.of(
                Figure.of(
                        "cluster-catch-up",
                        "bytes of 1 KiB records that a follower catches up with in a second",
                        "MB/s",
                        Samples.of(rounds, round -> round.rate() / 1e6),
                        Target.atLeast(100),
                        Map.of("startMillis", Samples.of(rounds, Round::startMillis).median())),
                Figure.of(
                        "cluster-catch-up-p99",
                        "p99 of one caller's Produce while it does, over that before",
                        "ratio",
                        Samples.of(rounds, round -> round.during().p99() / round.before().p99()),
                        Target.atMost(2),
                        Map.of(
                                "beforeP99Micros",
                                Samples.of(rounds, round -> round.before().p99()).median(),
                                "awayP99Micros",
                                Samples.of(rounds, round -> round.away().p99()).median(),
                                "startingP99Micros",
                                Samples.of(rounds, round -> round.starting().p99()).median(),
                                "duringP99Micros",
                                Samples.of(rounds, round -> round.during().p99()).median(),
                                "duringP50Micros",
                                Samples.of(rounds, round -> round.during().p50()).median())));
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
