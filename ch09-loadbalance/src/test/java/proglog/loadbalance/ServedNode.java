package proglog.loadbalance;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import proglog.consensus.ClusterNode;
import proglog.consensus.ConsensusConfig;
import proglog.consensus.PeerNetwork;
import proglog.consensus.ReplicatedLog;
import proglog.consensus.ReplicatedLogConfig;
import proglog.consensus.jraft.JRaftConsensus;
import proglog.grpc.LogServer;
import proglog.grpc.LogService;
import proglog.grpc.ServerLimits;
import proglog.security.Security;

/// A node of a [ServedCluster]. Immutable; a node that was restarted is another one.
///
/// @param node who it is
/// @param network its network
/// @param log its end of the log
/// @param server what clients call
/// @param security whom it lets in
/// @param appends how many calls have come to append
record ServedNode(
        ClusterNode node,
        PeerNetwork network,
        ReplicatedLog log,
        LogServer server,
        Security security,
        AtomicInteger appends)
        implements AutoCloseable {

    private static final Path ACCESS_LIST = Path.of("..", "ch05-security", "acl");

    static ServedNode start(ConsensusConfig config, PeerNetwork network, Path certificates)
            throws IOException {
        ClusterNode self = config.self();
        Security security =
                Security.open(
                        certificates,
                        ACCESS_LIST.resolve("model.conf"),
                        ACCESS_LIST.resolve("policy.csv"));
        ReplicatedLog log =
                ReplicatedLog.join(
                        JRaftConsensus.engine(config, network),
                        network,
                        ReplicatedLogConfig.of(self, config.directory()));
        network.start(address(self.raftAddress()));
        Appends appends = new Appends(new AtomicInteger());
        LogServer server =
                security.guard(LogServer.builder(), ClusterService.actions())
                        .limits(impatient())
                        .intercept(appends)
                        .serve(new LogService(log, log::nodes))
                        .serve(new ClusterService(log))
                        .start(address(self.rpcAddress()));
        return new ServedNode(self, network, log, server, security, appends.count());
    }

    private static InetSocketAddress address(String text) {
        HostPort place = HostPort.find(text).orElseThrow();
        return new InetSocketAddress(InetAddress.ofLiteral(place.host()), place.port());
    }

    // Who is stopped by a test dies: it waits for nobody.
    private static ServerLimits impatient() {
        ServerLimits usual = ServerLimits.standard();
        return new ServerLimits(
                usual.messageBytes(),
                usual.metadataBytes(),
                usual.connections(),
                usual.connectionsPerAddress(),
                usual.callsPerConnection(),
                usual.resetsPerSecond(),
                usual.handshakeTime(),
                usual.requestTime(),
                usual.idleTime(),
                usual.connectionAge(),
                usual.pingInterval(),
                usual.pingTimeout(),
                Duration.ofMillis(1));
    }

    boolean leads() {
        return log.consensus().leadership().isSelf();
    }

    /// Nobody hears of it any more.
    @Override
    public void close() {
        network.close();
        server.close();
        log.close();
        security.close();
    }

    /// Counts calls that append.
    private record Appends(AtomicInteger count) implements ServerInterceptor {

        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            if (Destination.of(call.getMethodDescriptor().getFullMethodName())
                    == Destination.LEADER) {
                count.incrementAndGet();
            }
            return next.startCall(call, headers);
        }
    }
}
