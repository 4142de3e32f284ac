package proglog.consensus;

import io.grpc.BindableService;
import io.grpc.ServerInterceptor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import proglog.grpc.LogServer;
import proglog.grpc.ServerLimits;
import proglog.security.MutualTls;

/// How the nodes of one cluster call each other: gRPC under the rules of [MutualTls#peerServer],
/// with the cluster's id in each call. A call with another id is refused.
///
/// For many threads, except [#serve], [#start] and [#close], which are for the one that wires.
/// Channels may be had before the node itself listens.
public final class PeerNetwork implements AutoCloseable {

    private static final int MIB = 1024 * 1024;
    private static final String CLUSTER_ID = "[a-zA-Z][a-zA-Z0-9_-]{0,99}";
    private static final Duration FOREVER = Duration.ofDays(36_500);
    private static final ServerLimits LIMITS =
            new ServerLimits(
                    64 * MIB,
                    16 * 1024,
                    4_000,
                    2_000,
                    2_000,
                    2_000,
                    Duration.ofSeconds(10),
                    Duration.ofMinutes(1),
                    FOREVER,
                    FOREVER,
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(2));

    private final MutualTls tls;
    private final String clusterId;
    private final LogServer.Builder services;
    private final Map<String, PeerChannel> channels = new ConcurrentHashMap<>();
    private Optional<LogServer> server = Optional.empty(); // by who wires
    private volatile boolean isClosed; // set once, by close

    private PeerNetwork(MutualTls tls, String clusterId, LogServer.Builder services) {
        this.tls = tls;
        this.clusterId = clusterId;
        this.services = services;
    }

    /// A network of the nodes of the cluster `clusterId`, which does not listen yet.
    public static PeerNetwork open(MutualTls tls, String clusterId) {
        if (!clusterId.matches(CLUSTER_ID)) {
            throw new IllegalArgumentException(
                    "cluster id '%s' is not a letter and up to 99 letters, digits, - and _"
                            .formatted(clusterId));
        }
        return new PeerNetwork(
                tls,
                clusterId,
                LogServer.builder()
                        .credentials(tls.peerServer())
                        .limits(LIMITS)
                        .callers("other nodes")
                        .intercept(new ClusterIdCheck(clusterId)));
    }

    /// What all nodes of the cluster have in common.
    public String clusterId() {
        return clusterId;
    }

    /// Lets other nodes call `service`; before [#start].
    public void serve(BindableService service) {
        services.serve(service);
    }

    // Calls of other nodes go through `interceptor`, once their cluster is known; before start.
    void intercept(ServerInterceptor interceptor) {
        services.intercept(interceptor);
    }

    /// Listens on `bind`, where port 0 means any free one.
    public void start(InetSocketAddress bind) throws IOException {
        server = Optional.of(services.start(bind));
    }

    /// Where it listens, once it does.
    public InetSocketAddress address() {
        return server.orElseThrow(() -> new IllegalStateException("the network is not started"))
                .address();
    }

    /// The way to the node at `address`, host:port. Made on first use, kept until [#close].
    public PeerChannel channel(String address) {
        PeerChannel channel =
                channels.computeIfAbsent(address, to -> PeerChannel.to(to, tls, clusterId));
        if (isClosed) {
            channel.close();
        }
        return channel;
    }

    /// Hangs up, and takes no more calls. Closing again does nothing.
    @Override
    public void close() {
        isClosed = true;
        channels.values().forEach(PeerChannel::close);
        server.ifPresent(LogServer::close);
        channels.values().forEach(PeerChannel::awaitClosed);
    }
}
