package proglog.cli;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import proglog.Task;
import proglog.security.MutualTls;
import proglog.security.TlsFiles;
import proglog.v1.GetServersRequest;
import proglog.v1.LogGrpc;
import proglog.v1.Server;

/// Asks the nodes of a local cluster who takes part. For one thread only.
final class ClusterProbe implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 2;

    private final ChannelCredentials credentials;
    private final Map<LocalNode, ManagedChannel> channels = new HashMap<>();

    private ClusterProbe(ChannelCredentials credentials) {
        this.credentials = credentials;
    }

    /// Asks as the client `root`.
    static ClusterProbe open(ClusterDirectory directory) throws IOException {
        try (MutualTls tls = MutualTls.openClient(TlsFiles.in(directory.certificates(), "root"))) {
            return new ClusterProbe(tls.client());
        }
    }

    /// Who leads, once `node` knows it and knows of `voters` nodes with a vote, itself included.
    Optional<String> leader(LocalNode node, int voters) {
        return leader(servers(node), node.name(), voters);
    }

    // Who has just started knows where the others are before it has read in its log who they are.
    @Task("10.5")
    static Optional<String> leader(List<Server> servers, String self, int voters) {
        boolean takesPart = servers.stream().anyMatch(each -> each.getId().equals(self));
        boolean knowsAll = servers.stream().noneMatch(each -> each.getRpcAddr().isEmpty());
        return takesPart && knowsAll && servers.size() >= voters
                ? servers.stream().filter(Server::getIsLeader).findAny().map(Server::getId)
                : Optional.empty();
    }

    private List<Server> servers(LocalNode node) {
        ManagedChannel channel =
                channels.computeIfAbsent(
                        node, one -> Grpc.newChannelBuilder(one.address(), credentials).build());
        channel.resetConnectBackoff(); // it may have come up since
        try {
            return LogGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .getServers(GetServersRequest.getDefaultInstance())
                    .getServersList();
        } catch (StatusRuntimeException _) {
            return List.of(); // not yet
        }
    }

    @Override
    public void close() {
        channels.values().forEach(ManagedChannel::shutdownNow);
    }
}
