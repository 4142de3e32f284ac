package proglog.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import proglog.Bytes;
import proglog.CommitLogException;
import proglog.bench.others.Acks;
import proglog.bench.others.Contender;
import proglog.bench.others.Facts;
import proglog.loadbalance.Consumer;
import proglog.loadbalance.Main;
import proglog.loadbalance.Producer;
import proglog.loadbalance.Proglog;

/// Three processes of `./proglog run ch09`, asked by its client library. For one thread only.
final class Ours implements Contender {

    static final String NAME = "ours";

    private static final int BETWEEN_LOOKS = 256; // at a clock that would cost more than a record

    private static final Facts FACTS =
            new Facts(
                    NAME,
                    "these sources",
                    "-Xmx256m and mutual TLS, as always; the client's defaults",
                    true,
                    "the record, by 2 of 3 nodes at least");

    private final Cluster cluster;
    private final Proglog proglog;
    private final Producer producer;

    private Ours(Cluster cluster, Proglog proglog, Producer producer) {
        this.cluster = cluster;
        this.proglog = proglog;
        this.producer = producer;
    }

    /// Starts the cluster in a new `directory`.
    static Ours start(Path directory) throws IOException, InterruptedException {
        Cluster cluster = Cluster.start(directory, Main.class, List.of());
        Proglog proglog = Proglog.connect(cluster.target(), cluster.client());
        return new Ours(cluster, proglog, proglog.producer());
    }

    @Override
    public Facts facts() {
        return FACTS;
    }

    @Override
    public double batchedRate(byte[] value, Duration time) throws IOException {
        Bytes bytes = Bytes.wrap(value);
        Acks acks = new Acks();
        long end = System.nanoTime() + time.toNanos();
        do {
            var _ = producer.send(bytes).whenComplete((_, failure) -> acks.done(1, failure));
        } while (System.nanoTime() - end < 0);
        producer.flush();
        return acks.rate();
    }

    @Override
    public void append(byte[] value) throws IOException {
        try {
            var _ = proglog.log().append(Bytes.wrap(value));
        } catch (CommitLogException failure) {
            throw new IOException("an append failed", failure);
        }
    }

    @Override
    public double readRate(Duration time) throws InterruptedException {
        long last = proglog.log().offsets().next();
        long start = System.nanoTime();
        long count = 0;
        try (Consumer consumer = proglog.consumer(0)) {
            while (count < last
                    && (count % BETWEEN_LOOKS != 0 || System.nanoTime() - start < time.toNanos())) {
                var _ = consumer.next();
                count++;
            }
            return count / RawFiles.seconds(start);
        }
    }

    @Override
    public void killLeader() throws IOException, InterruptedException {
        cluster.awaitEqual();
        cluster.leader().kill();
    }

    @Override
    public void restoreKilled() throws IOException, InterruptedException {
        for (Node node : cluster.nodes()) {
            if (!node.process().isAlive()) {
                node.restart();
            }
        }
        cluster.awaitEqual();
    }

    @Override
    public List<Long> processes() {
        return cluster.nodes().stream().map(node -> node.process().process().pid()).toList();
    }

    @Override
    public void close() {
        proglog.close();
        cluster.close();
    }
}
