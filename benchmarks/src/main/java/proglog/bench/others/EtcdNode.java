package proglog.bench.others;

import com.google.protobuf.ByteString;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import proglog.bench.etcd.v3.KVGrpc;
import proglog.bench.etcd.v3.MaintenanceGrpc;
import proglog.bench.etcd.v3.RangeRequest;
import proglog.bench.etcd.v3.StatusRequest;
import proglog.bench.etcd.v3.StatusResponse;

/// A process of etcd and a connection to it. For one thread only, the channel for many.
///
/// @param server the process
/// @param channel to its clients' port
record EtcdNode(Server server, ManagedChannel channel) implements AutoCloseable {

    private static final int MOST_BYTES = 64 * 1024 * 1024;

    static EtcdNode connect(Server server, int port) {
        return new EtcdNode(
                server,
                NettyChannelBuilder.forAddress(
                                new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port),
                                InsecureChannelCredentials.create())
                        .maxInboundMessageSize(MOST_BYTES)
                        .build());
    }

    /// Whether it says of itself that it leads.
    boolean leads() {
        StatusResponse status = status();
        return status.getLeader() != 0 && status.getLeader() == status.getHeader().getMemberId();
    }

    StatusResponse status() {
        channel.resetConnectBackoff();
        return MaintenanceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(1, TimeUnit.SECONDS)
                .status(StatusRequest.getDefaultInstance());
    }

    /// Whether it answers a read that sees all writes so far, so has them all.
    boolean isUpToDate() {
        channel.resetConnectBackoff();
        var _ =
                KVGrpc.newBlockingStub(channel)
                        .withDeadlineAfter(1, TimeUnit.SECONDS)
                        .range(
                                RangeRequest.newBuilder()
                                        .setKey(ByteString.copyFrom(new byte[1]))
                                        .build());
        return true;
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.close();
    }
}
