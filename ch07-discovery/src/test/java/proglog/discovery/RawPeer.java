package proglog.discovery;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LengthFieldPrepender;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import proglog.security.MutualTls;

/// Somebody with a certificate who sends whatever a test wants.
final class RawPeer implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;

    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final LinkedBlockingQueue<Frame> heard = new LinkedBlockingQueue<>();
    private final Channel channel;

    /// Connects to a member; it hears frames, and sends bytes as they are.
    RawPeer(MutualTls tls, Member member) throws InterruptedException {
        HostPort place = HostPort.parse(member.address());
        channel =
                new Bootstrap()
                        .group(loops)
                        .channel(NioSocketChannel.class)
                        .handler(
                                new ChannelInitializer<SocketChannel>() {
                                    @Override
                                    protected void initChannel(SocketChannel channel) {
                                        channel.pipeline()
                                                .addLast(tls.callPeer(place.host(), place.port()));
                                        Framing.add(channel.pipeline());
                                        channel.pipeline().addLast(hearing());
                                    }
                                })
                        .connect(place.host(), place.port())
                        .sync()
                        .channel();
    }

    private ChannelInboundHandlerAdapter hearing() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                heard.add((Frame) message);
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                var _ = context.close(); // what the member says is looked at elsewhere
            }
        };
    }

    void send(Frame frame) {
        var _ = channel.writeAndFlush(frame);
    }

    /// Bytes that need be no frame; they are not preceded by a length.
    void send(byte... bytes) {
        ByteBuf buffer = Unpooled.copiedBuffer(bytes);
        var _ = channel.pipeline().context(LengthFieldPrepender.class).writeAndFlush(buffer);
    }

    Frame hear() throws InterruptedException {
        Frame frame = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (frame == null) {
            throw new AssertionError("nothing was said");
        }
        return frame;
    }

    void awaitEnd() throws InterruptedException {
        if (!channel.closeFuture().await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the connection was not closed");
        }
    }

    @Override
    public void close() throws InterruptedException {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
    }
}
