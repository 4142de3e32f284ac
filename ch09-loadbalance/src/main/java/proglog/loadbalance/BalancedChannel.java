package proglog.loadbalance;

import io.grpc.ChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import java.util.concurrent.TimeUnit;
import proglog.grpc.ServerLimits;

/// Channels that know the cluster: calls that append go to its leader, calls that read to its
/// followers, and those for which there is nobody now wait.
public final class BalancedChannel {

    private static final int CONNECT_MILLIS = 2_000;

    private BalancedChannel() {}

    /// A channel to the cluster of which `target`, `proglog:///host:port[,host:port...]`, names a
    /// server or more. They, and whoever they name, are called with `credentials`. It connects when
    /// it is first used; the caller closes it.
    public static ManagedChannel open(String target, ChannelCredentials credentials) {
        return builder(target, credentials).build();
    }

    /// The same, to be changed before it is built. `target` may also be any other of gRPC's.
    static NettyChannelBuilder builder(String target, ChannelCredentials credentials) {
        return NettyChannelBuilder.forTarget(target, credentials)
                .setNameResolverArg(ProglogResolverProvider.CREDENTIALS, credentials)
                .maxInboundMessageSize(ServerLimits.standard().messageBytes())
                // A server may vanish without a word. Servers allow a question every 10 s.
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .keepAliveTime(12, TimeUnit.SECONDS)
                .keepAliveTimeout(5, TimeUnit.SECONDS);
    }
}
