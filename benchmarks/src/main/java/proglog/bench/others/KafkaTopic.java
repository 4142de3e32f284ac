package proglog.bench.others;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// A topic of Kafka with one partition on three nodes. For one thread only.
final class KafkaTopic implements Contender {

    private static final int BATCH_BYTES = 1_000_000; // more than this a broker refuses

    private static final String CLIENT =
            "min.insync.replicas=2; the producer's acks=all, batch.size=1000000 and, one by one,"
                    + " linger.ms=0";

    private final KafkaCluster cluster;
    private final Facts facts;
    private final KafkaProducer<byte[], byte[]> batches;
    private final KafkaProducer<byte[], byte[]> singles;
    private List<Server> killed = List.of();

    private KafkaTopic(
            KafkaCluster cluster,
            Facts facts,
            KafkaProducer<byte[], byte[]> batches,
            KafkaProducer<byte[], byte[]> singles) {
        this.cluster = cluster;
        this.facts = facts;
        this.batches = batches;
        this.singles = singles;
    }

    /// A topic whose brokers sync each batch before they count as having it.
    static KafkaTopic synced(KafkaCluster cluster) throws IOException, InterruptedException {
        Facts facts =
                new Facts(
                        "kafka-sync",
                        cluster.version(),
                        "flush.messages=1; " + CLIENT,
                        true,
                        "the record, by every in-sync node of 3, 2 at least");
        return create(cluster, facts, Map.of("flush.messages", "1"));
    }

    /// A topic as it is by default.
    static KafkaTopic standard(KafkaCluster cluster) throws IOException, InterruptedException {
        Facts facts =
                new Facts(
                        "kafka",
                        cluster.version(),
                        CLIENT,
                        false,
                        "nothing: in memory of every in-sync node of 3, 2 at least");
        return create(cluster, facts, Map.of());
    }

    private static KafkaTopic create(
            KafkaCluster cluster, Facts facts, Map<String, String> settings)
            throws IOException, InterruptedException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("min.insync.replicas", "2");
        cluster.createTopic(facts.name(), all);
        return new KafkaTopic(
                cluster,
                facts,
                producer(cluster, Map.of(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES)),
                producer(cluster, Map.of(ProducerConfig.LINGER_MS_CONFIG, 0)));
    }

    private static KafkaProducer<byte[], byte[]> producer(
            KafkaCluster cluster, Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.addresses());
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Facts facts() {
        return facts;
    }

    @Override
    public double batchedRate(byte[] value, Duration time) throws IOException {
        var record = new ProducerRecord<byte[], byte[]>(facts.name(), value);
        Acks acks = new Acks();
        long end = System.nanoTime() + time.toNanos();
        do {
            var _ = batches.send(record, (_, failure) -> acks.done(1, failure));
        } while (System.nanoTime() - end < 0);
        batches.flush();
        return acks.rate();
    }

    @Override
    public void append(byte[] value) throws IOException, InterruptedException {
        try {
            singles.send(new ProducerRecord<>(facts.name(), value)).get();
        } catch (ExecutionException failure) {
            throw new IOException("an append failed", failure.getCause());
        }
    }

    @Override
    public double readRate(Duration time) throws IOException {
        try {
            return read(time);
        } catch (KafkaException failure) {
            throw new IOException("reading failed", failure);
        }
    }

    private double read(Duration time) {
        TopicPartition partition = new TopicPartition(facts.name(), 0);
        Map<String, Object> settings =
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.addresses());
        try (var consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            long last = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            consumer.seekToBeginning(List.of(partition));
            long start = System.nanoTime();
            long count = 0;
            while (count < last && System.nanoTime() - start < time.toNanos()) {
                count += consumer.poll(Duration.ofMillis(100)).count();
            }
            return count / ((System.nanoTime() - start) / 1e9);
        }
    }

    @Override
    public void killLeader() throws IOException, InterruptedException {
        Server leader = cluster.leader(facts.name());
        killed = List.of(leader);
        leader.kill();
    }

    @Override
    public void restoreKilled() throws IOException, InterruptedException {
        for (Server each : killed) {
            each.restart();
        }
        killed = List.of();
        cluster.awaitInSync(facts.name());
    }

    @Override
    public List<Long> processes() {
        return cluster.servers().stream().map(Server::id).toList();
    }

    @Override
    public void close() {
        batches.close(Duration.ZERO);
        singles.close(Duration.ZERO);
    }
}
