package proglog.loadbalance;

import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import proglog.security.SecureChannelOptions;

/// How a command reaches a server, or a cluster: chapter 5's options, and `--addr
/// proglog:///host:port[,host:port...]`. For one thread only.
public final class BalancedChannelOptions extends SecureChannelOptions {

    /// As [SecureChannelOptions].
    public BalancedChannelOptions() {}

    @Override
    protected ManagedChannelBuilder<?> channelTo(String address) throws IOException {
        return BalancedChannel.builder(address, credentials());
    }
}
