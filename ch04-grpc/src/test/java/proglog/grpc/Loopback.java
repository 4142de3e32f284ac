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
        ManagedChannel channel =
                NettyChannelBuilder.forAddress(server.address())
                        .usePlaintext()
                        .maxInboundMessageSize(ServerLimits.standard().messageBytes())
                        .build();
        closing.push(channel::shutdownNow);
        return channel;
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
