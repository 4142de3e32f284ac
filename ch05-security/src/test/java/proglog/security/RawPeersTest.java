package proglog.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import proglog.Background;

/// Nodes that speak to each other in a protocol of their own, over TLS.
final class RawPeersTest {

    private static final String HERE = "127.0.0.1";

    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final LoggedLines logged = LoggedLines.of(HandshakeFailures.class.getName());
    private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final Pki ours;
    private final int port;

    RawPeersTest(@TempDir Path folder) throws Exception {
        ours = Pki.in(folder);
        MutualTls tls = HandshakeCase.open(ours.issue("first", Role.PEER, HERE));
        Channel listener =
                new ServerBootstrap()
                        .group(loops)
                        .channel(NioServerSocketChannel.class)
                        .childHandler(pipeline(() -> tls.acceptPeer(Thread::startVirtualThread)))
                        .bind(HERE, 0)
                        .sync()
                        .channel();
        port = ((InetSocketAddress) listener.localAddress()).getPort();
    }

    @AfterEach
    void stop() throws InterruptedException {
        logged.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }

    @Test
    void hearAPeer() throws Exception {
        Channel second = call(ours.issue("second", Role.PEER, HERE));

        second.writeAndFlush(Unpooled.copiedBuffer("hello", StandardCharsets.UTF_8)).sync();

        assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("hello");
        second.close().sync();
        assertThat(logged.lines()).isEmpty();
    }

    @Test
    void doNotHearAClient() throws Exception {
        Channel root = call(ours.issue("root", Role.CLIENT));

        assertThat(root.closeFuture().await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(heard).isEmpty();
        assertLogged("certificate CN=root is not a peer's: it lacks the name proglog:peer");
    }

    @Test
    void doNotHearAPeerFromElsewhere() throws Exception {
        Channel stray = call(ours.issue("stray", Role.PEER, "127.0.0.2"));

        assertThat(stray.closeFuture().await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(heard).isEmpty();
        assertLogged("certificate CN=stray is not for the address 127.0.0.1");
    }

    private void assertLogged(String reason) {
        Background.until(() -> !logged.lines().isEmpty());
        assertThat(logged.lines()).singleElement().asString().endsWith(": " + reason);
    }

    // A client that is no peer still believes that it talks to one: it has its own rules.
    private Channel call(TlsFiles files) throws IOException, InterruptedException {
        MutualTls tls = HandshakeCase.open(files);
        return new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .handler(pipeline(() -> tls.callPeer(HERE, port)))
                .connect(HERE, port)
                .sync()
                .channel();
    }

    private ChannelHandler pipeline(Supplier<ChannelHandler> tls) {
        return new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast(tls.get(), hearing());
            }
        };
    }

    private ChannelHandler hearing() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                ByteBuf bytes = (ByteBuf) message;
                heard.add(bytes.toString(StandardCharsets.UTF_8));
                bytes.release();
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                var _ = context.close(); // what the handshake says is looked at elsewhere
            }
        };
    }
}
