package proglog.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import proglog.Batch;
import proglog.CommitLogException;
import proglog.Deadline;
import proglog.ProducerSequence;
import proglog.grpc.RemoteLog;

/// From the moment the leader is killed to the next append that is acknowledged: by a client that
/// asks both of the nodes that are left. For one thread only.
///
/// @param name of the figure
/// @param target in seconds
/// @param options of the nodes
record Failover(String name, double target, List<String> options) implements Measurement {

    private static final int MOST_KILLS = 10;

    /// Nodes as they are by default.
    static Failover standard() {
        return new Failover("cluster-failover", 1.5, List.of());
    }

    /// Nodes that give their leader less time.
    static Failover tuned() {
        return new Failover("cluster-failover-tuned", 1.0, List.of("--election-timeout", "300"));
    }

    @Override
    public List<Figure> run(Scratch scratch, Scale scale) throws IOException, InterruptedException {
        try (Cluster cluster = Cluster.start(scratch.next(), options)) {
            int kills = Math.clamp(scale.rounds() / 2, 1, MOST_KILLS);
            List<Double> seconds = new ArrayList<>();
            for (int kill = 0; kill < kills; kill++) {
                seconds.add(kill(cluster));
            }
            return List.of(
                    Figure.of(
                            name,
                            "kill -9 of the leader to the next acknowledged append"
                                    + (options.isEmpty()
                                            ? ""
                                            : ", with " + String.join(" ", options)),
                            "s",
                            Samples.of(seconds, Double::doubleValue),
                            Target.atMost(target),
                            Map.of("kills", (double) kills)));
        }
    }

    private static double kill(Cluster cluster) throws IOException, InterruptedException {
        cluster.awaitEqual();
        Node leader = cluster.leader();
        List<Node> left = cluster.followers();
        long start = System.nanoTime();
        leader.kill();
        appendToAny(left);
        double seconds = RawFiles.seconds(start);
        leader.restart();
        return seconds;
    }

    private static void appendToAny(List<Node> nodes) throws IOException, InterruptedException {
        long end = System.nanoTime() + Node.PATIENCE.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ExecutorCompletionService<Boolean>(threads);
            nodes.forEach(node -> asked.submit(() -> append(new RemoteLog(node.channel()), end)));
            if (!asked.take().get()) {
                throw new IOException("no append was acknowledged in " + Node.PATIENCE);
            }
            threads.shutdownNow();
        } catch (ExecutionException failure) {
            throw new IOException("a client failed", failure.getCause());
        }
    }

    // The same batch under the same number until it is acknowledged, as a careful producer does.
    private static boolean append(RemoteLog log, long end) {
        Batch batch =
                new Batch(
                        Workload.batch(1).values(),
                        new ProducerSequence(
                                RandomGenerator.getDefault().nextLong(1, 1L << 62), 1));
        while (System.nanoTime() - end < 0 && !Thread.currentThread().isInterrupted()) {
            try {
                var _ = log.append(batch, Deadline.after(Node.PATIENCE));
                return true;
            } catch (CommitLogException _) { // nobody leads yet
                LockSupport.parkNanos(1_000_000);
            }
        }
        return false;
    }
}
