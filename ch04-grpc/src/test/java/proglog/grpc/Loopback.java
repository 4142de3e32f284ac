package proglog.grpc;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import proglog.CommitLog;

/// Servers and channels on the loopback address, closed together in the reverse order.
final class Loopback implements AutoCloseable {

    private final Deque<Runnable> closing = new ArrayDeque<>();

    /// A free port on 127.0.0.1.
    static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    }

    /// Starts what `builder` describes.
    LogServer start(LogServer.Builder builder) {
        try {
            LogServer server = builder.start(anyPort());
            closing.push(server::close);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A server of `log`.
    LogServer serve(CommitLog log) {
        return start(LogServer.builder().serve(new LogService(log)));
    }

    /// A channel to `server`.
    ManagedChannel channel(LogServer server) {
        return channel(server.address());
    }

    /// A channel to `address`.
    ManagedChannel channel(InetSocketAddress address) {
        ManagedChannel channel =
                NettyChannelBuilder.forAddress(address)
                        .usePlaintext()
                        .maxInboundMessageSize(ServerLimits.standard().messageBytes())
                        .build();
        closing.push(channel::shutdownNow);
        return channel;
    }

    /// A channel to a server by its name.
    ManagedChannel channel(String host, int port) {
        ManagedChannel channel = NettyChannelBuilder.forAddress(host, port).usePlaintext().build();
        closing.push(channel::shutdownNow);
        return channel;
    }

    /// Runs `close` when everything that is started later is closed.
    void closeAtLast(Runnable close) {
        closing.push(close);
    }

    /// Something between a client and `server` that can break.
    Relay relay(LogServer server) {
        Relay relay = Relay.to(server.address());
        closing.push(relay::close);
        return relay;
    }

    /// `log` at the other end of a socket.
    RemoteLog remote(CommitLog log) {
        return new RemoteLog(channel(serve(log)));
    }

    @Override
    public void close() {
        while (!closing.isEmpty()) {
            closing.pop().run();
        }
    }
}
