package proglog.bench.others;

import io.nats.client.Connection;
import io.nats.client.IterableConsumer;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamOptions;
import io.nats.client.StreamContext;
import io.nats.client.api.OrderedConsumerConfiguration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/// A stream of NATS JetStream on three nodes. For one thread only.
final class NatsStream implements Contender {

    private static final int UNDER_WAY = 4_096;

    // Also how long it takes to notice that a leader is gone.
    private static final Duration TRY = Duration.ofMillis(500);

    private static final String CLIENT = "R3, file; 4,096 published and not acknowledged";

    private final NatsCluster cluster;
    private final Facts facts;
    private final Connection connection;
    private final JetStream stream;
    private List<Server> killed = List.of();

    private NatsStream(NatsCluster cluster, Facts facts, Connection connection, JetStream stream) {
        this.cluster = cluster;
        this.facts = facts;
        this.connection = connection;
        this.stream = stream;
    }

    /// A stream whose nodes sync whatever they write.
    static NatsStream synced(Path program, Path directory)
            throws IOException, InterruptedException {
        return start(
                program,
                directory,
                "sync_interval: always",
                new Facts(
                        "nats-sync",
                        Software.version(program),
                        "sync_interval: always; " + CLIENT,
                        true,
                        "the record, by 2 of 3 nodes at least"));
    }

    /// A stream as it is by default.
    static NatsStream standard(Path program, Path directory)
            throws IOException, InterruptedException {
        return start(
                program,
                directory,
                "",
                new Facts(
                        "nats",
                        Software.version(program),
                        CLIENT,
                        false,
                        "nothing: in memory of 2 of 3 nodes at least, synced every two minutes"));
    }

    private static NatsStream start(Path program, Path directory, String settings, Facts facts)
            throws IOException, InterruptedException {
        NatsCluster cluster = NatsCluster.start(program, directory, settings);
        try (Connection any = cluster.connect(0)) {
            Connection connection = cluster.connect(cluster.leader(any));
            return new NatsStream(
                    cluster,
                    facts,
                    connection,
                    connection.jetStream(JetStreamOptions.builder().requestTimeout(TRY).build()));
        } catch (IOException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    @Override
    public Facts facts() {
        return facts;
    }

    @Override
    public double batchedRate(byte[] value, Duration time)
            throws IOException, InterruptedException {
        Semaphore room = new Semaphore(UNDER_WAY);
        Acks acks = new Acks();
        long end = System.nanoTime() + time.toNanos();
        do {
            room.acquire();
            var _ =
                    stream.publishAsync(NatsCluster.STREAM, value)
                            .whenComplete((_, failure) -> {
                                acks.done(1, failure);
                                room.release();
                            });
        } while (System.nanoTime() - end < 0);
        room.acquire(UNDER_WAY);
        return acks.rate();
    }

    @Override
    public void append(byte[] value) throws IOException, InterruptedException {
        long end = System.nanoTime() + Waiting.PATIENCE.toNanos();
        while (true) {
            try {
                var _ = stream.publish(NatsCluster.STREAM, value);
                return;
            } catch (IOException | JetStreamApiException | IllegalStateException failure) {
                if (System.nanoTime() - end > 0) {
                    throw new IOException("an append failed", failure);
                }
                LockSupport.parkNanos(1_000_000);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        }
    }

    @Override
    public double readRate(Duration time) throws IOException, InterruptedException {
        try {
            StreamContext context = connection.getStreamContext(NatsCluster.STREAM);
            long last = context.getStreamInfo().getStreamState().getMsgCount();
            long start = System.nanoTime();
            long count = 0;
            try (IterableConsumer messages =
                    context.createOrderedConsumer(new OrderedConsumerConfiguration()).iterate()) {
                while (count < last && System.nanoTime() - start < time.toNanos()) {
                    count += messages.nextMessage(Duration.ofMillis(100)) == null ? 0 : 1;
                }
                double seconds = (System.nanoTime() - start) / 1e9;
                messages.stop();
                return count / seconds;
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) { // close() may throw anything, and JetStream two more
            throw new IOException("reading failed", e);
        }
    }

    @Override
    public void killLeader() throws IOException {
        Server leader = cluster.servers().get(cluster.leader(connection));
        killed = List.of(leader);
        leader.kill();
    }

    @Override
    public void restoreKilled() throws IOException, InterruptedException {
        for (Server each : killed) {
            each.restart();
        }
        killed = List.of();
        cluster.awaitCurrent(connection);
    }

    @Override
    public List<Long> processes() {
        return cluster.servers().stream().map(Server::id).toList();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            cluster.close();
        }
    }
}
