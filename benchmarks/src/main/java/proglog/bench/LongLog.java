package proglog.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import proglog.v1.ProduceRequest;

/// What a node does that was away: it catches up with what the others have appended meanwhile, and
/// it starts with a log that has grown long. For one thread only.
record LongLog(Optional<Path> recordings) implements Measurement {

    private static final int BATCH_RECORDS = 200;
    private static final int RECORD_BYTES = 1_024;
    private static final int RESTARTS = 5;
    private static final int BEHIND_SHARE = 4;

    @Override
    public List<Figure> run(Scratch scratch, Scale scale) throws IOException, InterruptedException {
        long behind = scale.openBytes() / BEHIND_SHARE;
        try (Cluster cluster = Cluster.start(scratch.next(), List.of())) {
            double emptyMillis = restartMillis(cluster);
            warmUp(cluster, scale);
            CatchUp catchUp = new CatchUp(cluster, scale, recordings);
            List<CatchUp.Round> rounds = new ArrayList<>();
            for (long filled = 0; filled < scale.openBytes(); filled += behind) {
                rounds.add(catchUp.run(batch(), behind));
            }
            List<Figure> figures = new ArrayList<>(catchUp.figures(rounds));
            figures.add(
                    Memory.figure(
                            "cluster-memory-catch-up",
                            "a node that catches up",
                            cluster.peakResidentMiB()));
            figures.add(restart(cluster, emptyMillis, scale.openBytes()));
            return figures;
        }
    }

    // Else a producer's calls would be slow before a follower is away, but for another reason.
    private static void warmUp(Cluster cluster, Scale scale)
            throws IOException, InterruptedException {
        ClusterCallers.ours(
                cluster.leader().channel(),
                Messages.one(),
                scale.withLongerTurns(ClusterLatency.WARM_UP_TURNS));
    }

    private static ProduceRequest batch() {
        return Messages.batch(BATCH_RECORDS, RECORD_BYTES);
    }

    private static Figure restart(Cluster cluster, double emptyMillis, long bytes)
            throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < RESTARTS; i++) {
            millis.add(restartMillis(cluster));
        }
        return Figure.of(
                "cluster-restart",
                "start of a killed node with a log of %.2f GiB until it takes calls and knows who leads"
                        .formatted(bytes / (double) (1 << 30)),
                "s",
                Samples.of(millis, each -> each / 1e3),
                Target.atMost(3),
                Map.of("jvmMillis", NodeProcess.emptyMillis(), "emptyLogMillis", emptyMillis));
    }

    private static double restartMillis(Cluster cluster) throws IOException, InterruptedException {
        cluster.awaitEqual();
        Node node = cluster.followers().getFirst();
        node.kill();
        long start = System.nanoTime();
        node.restart();
        Await.until(node.name() + " is ready", Node.PATIENCE, node::isReady);
        return RawFiles.seconds(start) * 1e3;
    }
}
