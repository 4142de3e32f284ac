package proglog.discovery;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import proglog.Bytes;
import proglog.security.MutualTls;

/// How nodes talk: frames over mutual TLS, among nodes of one cluster. For many threads.
///
/// Whoever cannot show a node's certificate is refused by TLS; a node of another cluster, or with a
/// name that is taken, after it has introduced itself. Nothing of either is ever looked into.
final class Transport implements AutoCloseable {

    private static final int BACKLOG = 128;
    private static final int IDLE_SECONDS = 60;

    private final EventLoopGroup loops;
    private final Channel listener;
    private final Answers answers;
    private final Links links;

    private Transport(EventLoopGroup loops, Channel listener, Answers answers, Links links) {
        this.loops = loops;
        this.listener = listener;
        this.answers = answers;
        this.links = links;
    }

    /// Takes the port, so that nobody else does; nobody is accepted before [#start].
    static ServerSocketChannel listen(HostPort bind) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.bind(bind.resolve(), BACKLOG);
            return listener;
        } catch (IOException | RuntimeException failure) {
            listener.close();
            throw new IOException(
                    "cannot listen on %s: %s".formatted(bind, Reason.ofListening(failure)),
                    failure);
        }
    }

    /// Accepts nodes at `listener`, and calls them.
    static Transport start(ServerSocketChannel listener, MutualTls tls, Admission admission) {
        EventLoopGroup loops =
                new MultiThreadIoEventLoopGroup(
                        1, new DefaultThreadFactory("gossip-io"), NioIoHandler.newFactory());
        Answers answers = new Answers();
        Complaints complaints = new Complaints();
        ChannelFuture registered =
                new ServerBootstrap()
                        .group(loops)
                        .channelFactory(() -> new NioServerSocketChannel(listener))
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(
                                new ChannelInitializer<SocketChannel>() {
                                    @Override
                                    protected void initChannel(SocketChannel channel) {
                                        channel.pipeline()
                                                .addLast(
                                                        tls.acceptPeer(Thread::startVirtualThread));
                                        Framing.add(channel.pipeline());
                                        channel.pipeline()
                                                .addLast(
                                                        new ReadTimeoutHandler(IDLE_SECONDS),
                                                        new AcceptedLink(
                                                                admission, answers, complaints));
                                    }
                                })
                        .register()
                        .syncUninterruptibly();
        return new Transport(
                loops, registered.channel(), answers, new Links(loops, tls, admission, complaints));
    }

    /// Asks the node at `address`; fails when there is no answer in time.
    CompletableFuture<Bytes> request(String address, String type, Bytes payload, Duration timeout) {
        return links.to(address).request(type, payload, timeout);
    }

    /// Tells the node at `address`; done when the message is on its way.
    CompletableFuture<Void> tell(String address, String type, Bytes payload) {
        return links.to(address).tell(type, payload);
    }

    /// Where somebody answered.
    Set<String> met() {
        return links.met();
    }

    /// Who answered at `address` the last time.
    Optional<Hello> met(String address) {
        return links.met(address);
    }

    /// What to do with requests and messages.
    Answers answers() {
        return answers;
    }

    /// Ends every connection, and waits for the threads to end.
    @Override
    public void close() {
        // While the loop still runs: a connection that is just being accepted when it ends would
        // keep the port.
        listener.close().awaitUninterruptibly();
        links.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
