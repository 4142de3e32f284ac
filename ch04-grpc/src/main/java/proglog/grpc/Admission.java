package proglog.grpc;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes connections over the limit as soon as they are accepted, before they cost anything. For
/// many threads.
@Sharable
final class Admission extends ChannelInboundHandlerAdapter {

    private static final Logger logger = LoggerFactory.getLogger(Admission.class);

    private final int maxConnections;
    private final int maxPerAddress;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<InetAddress, Integer> openByAddress = new ConcurrentHashMap<>();
    private final AtomicBoolean isRefusing = new AtomicBoolean(); // so that a flood is one line

    Admission(ServerLimits limits) {
        this.maxConnections = limits.connections();
        this.maxPerAddress = limits.connectionsPerAddress();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Channel connection = (Channel) message;
        SocketAddress remote = connection.remoteAddress();
        if (!(remote instanceof InetSocketAddress peer) || !isAdmitted(peer.getAddress())) {
            connection.unsafe().closeForcibly();
            return;
        }
        connection.closeFuture().addListener(_ -> release(peer.getAddress()));
        context.fireChannelRead(connection);
    }

    private boolean isAdmitted(InetAddress address) {
        int all = open.incrementAndGet();
        int ofAddress = openByAddress.merge(address, 1, Integer::sum);
        if (all <= maxConnections && ofAddress <= maxPerAddress) {
            return true;
        }
        release(address);
        if (isRefusing.compareAndSet(false, true)) {
            logger.warn(
                    "refusing connections from {}: it has {} of {}, all together {} of {}",
                    address.getHostAddress(),
                    ofAddress - 1,
                    maxPerAddress,
                    all - 1,
                    maxConnections);
        }
        return false;
    }

    private void release(InetAddress address) {
        int all = open.decrementAndGet();
        Integer ofAddress =
                openByAddress.computeIfPresent(
                        address, (_, count) -> count == 1 ? null : count - 1);
        if (all <= maxConnections / 2 && (ofAddress == null || ofAddress <= maxPerAddress / 2)) {
            isRefusing.set(false); // the flood is over
        }
    }

    /// How many connections are open now.
    int open() {
        return open.get();
    }
}
