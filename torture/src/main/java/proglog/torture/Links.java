package proglog.torture;

import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import proglog.grpc.RemoteLog;
import proglog.v1.GetOffsetsRequest;
import proglog.v1.GetServersRequest;
import proglog.v1.LogGrpc;
import proglog.v1.Server;

/// Connections to all nodes, which come back by themselves. For many threads.
final class Links implements AutoCloseable {

    private static final int KEEP_ALIVE_SECONDS = 20;
    private static final int PATIENCE_SECONDS = 2;

    private final List<ManagedChannel> channels; // by node, from 0

    private Links(List<ManagedChannel> channels) {
        this.channels = channels;
    }

    /// To these nodes, as the client that `credentials` are of.
    static Links open(List<Node> nodes, ChannelCredentials credentials) {
        List<ManagedChannel> channels = new ArrayList<>();
        for (Node node : nodes) {
            channels.add(
                    Grpc.newChannelBuilderForAddress(node.host(), node.port(), credentials)
                            .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                            .maxInboundMessageSize(Integer.MAX_VALUE)
                            .build());
        }
        return new Links(List.copyOf(channels));
    }

    /// How many nodes there are.
    int count() {
        return channels.size();
    }

    /// The log at the node of that number.
    RemoteLog log(int node) {
        return new RemoteLog(channels.get(node - 1));
    }

    /// The log at the node of that number; `trailers` learn who answers.
    RemoteLog log(int node, Trailers trailers) {
        return new RemoteLog(ClientInterceptors.intercept(channels.get(node - 1), trailers));
    }

    /// Connects at once where the last try was a while ago.
    void retry(int node) {
        channels.get(node - 1).resetConnectBackoff();
    }

    /// The voters as the node of that number knows them, if it answers.
    Optional<List<Server>> servers(int node) {
        retry(node);
        try {
            return Optional.of(
                    LogGrpc.newBlockingStub(channels.get(node - 1))
                            .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                            .getServers(GetServersRequest.getDefaultInstance())
                            .getServersList());
        } catch (StatusRuntimeException _) {
            return Optional.empty();
        }
    }

    /// One past the highest offset of the node of that number, if it answers.
    Optional<Long> next(int node) {
        retry(node);
        try {
            return Optional.of(
                    LogGrpc.newBlockingStub(channels.get(node - 1))
                            .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                            .getOffsets(GetOffsetsRequest.getDefaultInstance())
                            .getNext());
        } catch (StatusRuntimeException _) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        channels.forEach(ManagedChannel::shutdownNow);
    }
}
