package proglog.bench;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;

/// Connections to servers on this machine.
final class Channels {

    private Channels() {}

    static ManagedChannel plain(SocketAddress address) {
        return open(address, InsecureChannelCredentials.create());
    }

    static ManagedChannel open(SocketAddress address, ChannelCredentials credentials) {
        return NettyChannelBuilder.forAddress(address, credentials).build();
    }

    static void close(ManagedChannel channel) throws InterruptedException {
        channel.shutdownNow();
        while (!channel.isTerminated()) {
            channel.awaitTermination(1, TimeUnit.MINUTES);
        }
    }
}
