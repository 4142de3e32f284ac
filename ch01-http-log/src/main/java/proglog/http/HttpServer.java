package proglog.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An HTTP/1.1 server: Netty reads and writes, a virtual thread per request handles.
///
/// For many threads.
public final class HttpServer implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(HttpServer.class);

    /// How long a handler that was interrupted, and the last bytes, may take.
    private static final Duration INTERRUPTED = Duration.ofSeconds(1);

    private final EventLoopGroup loops;
    private final Connections connections;
    private final Channel listener;
    private final AtomicBoolean closed = new AtomicBoolean();

    private HttpServer(EventLoopGroup loops, Connections connections, Channel listener) {
        this.loops = loops;
        this.connections = connections;
        this.listener = listener;
    }

    /// Listens on `address`, where port 0 means any free one, and answers by `handler`.
    public static HttpServer start(InetSocketAddress address, HttpLimits limits, Handler handler)
            throws IOException {
        return start(address, limits, handler, Optional.empty());
    }

    /// The same, but a connection may also begin with a TLS handshake, and has to pass `entrance`
    /// then. What the client showed there is in the [Caller] of its requests.
    public static HttpServer start(
            InetSocketAddress address, HttpLimits limits, Handler handler, Entrance entrance)
            throws IOException {
        return start(address, limits, handler, Optional.of(entrance));
    }

    private static HttpServer start(
            InetSocketAddress address,
            HttpLimits limits,
            Handler handler,
            Optional<Entrance> entrance)
            throws IOException {
        var loops =
                new MultiThreadIoEventLoopGroup(
                        0, new DefaultThreadFactory("http-io"), NioIoHandler.newFactory());
        Connections connections = new Connections(limits, handler, entrance);
        ChannelFuture bound =
                new ServerBootstrap()
                        .group(loops)
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, 1024)
                        .childOption(ChannelOption.AUTO_READ, false)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(connections)
                        .bind(address)
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            var _ = loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw new IOException("cannot listen on " + text(address), bound.cause());
        }
        HttpServer server = new HttpServer(loops, connections, bound.channel());
        logger.info("listening on http://{}", text(server.address()));
        return server;
    }

    /// Where it listens: with the port that was found when 0 was asked for.
    public InetSocketAddress address() {
        return (InetSocketAddress) listener.localAddress();
    }

    /// How many connections are open now.
    public int connections() {
        return connections.count();
    }

    /// Takes no more requests, answers those in flight and stops. Closing again does nothing.
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            listener.close().awaitUninterruptibly();
            connections.stop(INTERRUPTED);
            loops.shutdownGracefully(0, INTERRUPTED.toMillis(), TimeUnit.MILLISECONDS)
                    .awaitUninterruptibly();
            logger.info("stopped");
        }
    }

    private static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }
}
