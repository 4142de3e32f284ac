package proglog.bench.others;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The other systems that take part, and why those that were asked for do not. For one thread only.
public final class Others implements AutoCloseable {

    private static final String KAFKA_SYNC = "kafka-sync";
    private static final String KAFKA = "kafka";
    private static final String ETCD = "etcd";
    private static final String NATS_SYNC = "nats-sync";
    private static final String NATS = "nats";

    /// All that there are.
    public static final List<String> NAMES = List.of(KAFKA_SYNC, KAFKA, ETCD, NATS_SYNC, NATS);

    private final Software software;
    private final Path directory;
    private final List<Contender> contenders = new ArrayList<>();
    private final Map<String, String> absent = new LinkedHashMap<>();
    private final List<KafkaCluster> kafka = new ArrayList<>(); // one, when there is any

    private Others(Software software, Path directory) {
        this.software = software;
        this.directory = directory;
    }

    /// Starts what is named in `names` and can be had, with all files below `directory`.
    public static Others start(Software software, Path directory, Set<String> names)
            throws InterruptedException {
        Others others = new Others(software, directory);
        try {
            others.startAll(names);
            return others;
        } catch (InterruptedException | RuntimeException e) {
            others.close();
            throw e;
        }
    }

    private void startAll(Set<String> names) throws InterruptedException {
        attempt(
                names,
                List.of(KAFKA_SYNC, KAFKA),
                (wanted, home) -> {
                    KafkaCluster cluster =
                            KafkaCluster.start(new KafkaPrograms(software.kafka()), home);
                    kafka.add(cluster);
                    if (wanted.contains(KAFKA_SYNC)) {
                        contenders.add(KafkaTopic.synced(cluster));
                    }
                    if (wanted.contains(KAFKA)) {
                        contenders.add(KafkaTopic.standard(cluster));
                    }
                });
        attempt(
                names,
                List.of(ETCD),
                (_, home) -> contenders.add(EtcdLog.start(software.etcd(), home)));
        attempt(
                names,
                List.of(NATS_SYNC),
                (_, home) -> contenders.add(NatsStream.synced(software.nats(), home)));
        attempt(
                names,
                List.of(NATS),
                (_, home) -> contenders.add(NatsStream.standard(software.nats(), home)));
    }

    @FunctionalInterface
    private interface Start {
        void of(List<String> names, Path home) throws IOException, InterruptedException;
    }

    private void attempt(Set<String> asked, List<String> ofOneSystem, Start start)
            throws InterruptedException {
        List<String> wanted = ofOneSystem.stream().filter(asked::contains).toList();
        if (wanted.isEmpty()) {
            return;
        }
        try {
            try {
                start.of(wanted, directory.resolve(wanted.getFirst()));
            } catch (ServerEndedException _) { // a port was taken by somebody else meanwhile
                start.of(wanted, directory.resolve(wanted.getFirst() + "-again"));
            }
        } catch (IOException e) {
            wanted.stream()
                    .filter(name -> contenders.stream().noneMatch(each -> isOf(each, name)))
                    .forEach(name -> absent.put(name, String.valueOf(e.getMessage())));
        }
    }

    private static boolean isOf(Contender contender, String name) {
        return contender.facts().name().equals(name);
    }

    /// Those that take part, in the order of [#NAMES].
    public List<Contender> contenders() {
        return List.copyOf(contenders);
    }

    /// Why a system does not take part, by its name.
    public Map<String, String> absent() {
        return Map.copyOf(absent);
    }

    @Override
    public void close() {
        contenders.forEach(Contender::close);
        kafka.forEach(KafkaCluster::close);
    }
}
