package proglog.loadbalance;

import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import proglog.CommitLog;
import proglog.grpc.RemoteLog;
import proglog.security.MutualTls;

/// A client of a cluster: it knows the servers, finds the leader, and outlives the loss of any of
/// them. For many threads.
///
/// ```java
/// try (var proglog = Proglog.connect("proglog:///127.0.0.1:8400,127.0.0.1:8410", tls)) {
///     long offset = proglog.log().append(Bytes.utf8("hello"));
///     proglog.producer().send(Bytes.utf8("world"));
/// }
/// ```
public final class Proglog implements AutoCloseable {

    /// How long a call is tried, over all failures.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// How long one try takes at most, when the call itself says nothing.
    private static final Duration TRY = Duration.ofSeconds(5);

    private final ManagedChannel channel;
    private final RandomGenerator random;
    private final RemoteLog remote;
    private final Attempts attempts;
    private final CommitLog log;
    private final PositionStore positions;
    private final Set<Producer> producers = ConcurrentHashMap.newKeySet();

    private Proglog(ManagedChannel channel, RandomGenerator random) {
        this.channel = channel;
        this.random = random;
        this.remote =
                new RemoteLog(ClientInterceptors.intercept(channel, new DefaultDeadline(TRY)));
        this.attempts = new Attempts(PATIENCE);
        this.log =
                new RetryingLog(
                        remote, attempts, new Sequences(() -> random.nextLong(1, Long.MAX_VALUE)));
        this.positions = new PositionStore(channel, attempts);
    }

    /// Connects to the cluster that `target` names, as in `proglog:///host:port,host:port`: some of
    /// its servers are enough. Both sides show the certificates of `tls`.
    public static Proglog connect(String target, MutualTls tls) {
        return connect(target, tls.client());
    }

    /// The same by other credentials. Returns at once: calls wait for the connection.
    public static Proglog connect(String target, ChannelCredentials credentials) {
        ManagedChannel channel =
                BalancedChannel.builder(target, credentials)
                        .disableRetry() // what may be tried again is decided here
                        .executor(
                                Executors.newThreadPerTaskExecutor(
                                        Thread.ofVirtual().name("proglog-", 0).factory()))
                        .build();
        return new Proglog(channel, new SecureRandom());
    }

    /// What calls go through: each to a server that can answer it.
    public ManagedChannel channel() {
        return channel;
    }

    /// The cluster's log. Calls that fail are made again for 30 seconds, or until their deadline.
    public CommitLog log() {
        return log;
    }

    /// A producer with the usual settings; the caller closes it.
    public Producer producer() {
        return producer(ProducerConfig.defaults());
    }

    /// A producer; the caller closes it.
    public Producer producer(ProducerConfig config) {
        Producer producer = Producer.start(channel, config, random);
        producers.removeIf(Producer::isClosed);
        producers.add(producer);
        return producer;
    }

    /// A consumer of the records from `offset` on; the caller closes it.
    public Consumer consumer(long offset) {
        return consumer(offset, Optional.empty());
    }

    /// A consumer that begins where the one of this name saved its position last, or with the first
    /// record there is; the caller closes it.
    public Consumer consumer(String name) {
        long offset = positions.find(name).orElseGet(() -> log.offsets().first());
        return consumer(offset, Optional.of(name));
    }

    private Consumer consumer(long offset, Optional<String> name) {
        return new Consumer(new ResumingCursor(remote::stream, attempts, offset), name, positions);
    }

    /// Closes its producers, which send what they have, then the log and the channel.
    @Override
    public void close() {
        producers.forEach(Producer::close);
        log.close();
        channel.shutdownNow();
        try {
            channel.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
