package proglog.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a node does that was stopped: it catches up with what the others have appended meanwhile,
/// and it starts with a log that has grown long. For one thread only.
record LongLog(Optional<Path> recordings) implements Measurement {

    private static final int RESTARTS = 5;
    static final int BEHIND_SHARE = 4;

    @Override
    public List<Figure> run(Scratch scratch, Scale scale) throws IOException, InterruptedException {
        try (Cluster cluster = Cluster.start(scratch.next(), List.of())) {
            double emptyMillis = restartMillis(cluster);
            CatchUp catchUp = new CatchUp(cluster, Absence.STOPPED, scale, recordings);
            List<Figure> figures = new ArrayList<>(catchUp.run(scale.openBytes() / BEHIND_SHARE));
            figures.add(restart(cluster, emptyMillis, scale.openBytes()));
            return figures;
        }
    }

    private static Figure restart(Cluster cluster, double emptyMillis, long bytes)
            throws IOException, InterruptedException {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < RESTARTS; i++) {
            millis.add(restartMillis(cluster));
        }
        return Figure.of(
                "cluster-restart",
                "start of a killed node with a log of more than %.2f GiB until it takes calls and knows who leads"
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
