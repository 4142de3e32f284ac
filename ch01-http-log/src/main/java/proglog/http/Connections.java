package proglog.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Every open connection, and what a new one is made of. For many threads.
final class Connections extends ChannelInitializer<SocketChannel> {

    /// More than the smallest requests that fit into what one read returns, 64 KiB.
    private static final int PIPELINED = 4096;

    private final HttpLimits limits;
    private final Handler handler;
    private final Optional<Entrance> entrance;
    private final RequestThreads threads = new RequestThreads();
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private volatile boolean stopping; // written by whoever closes the server

    Connections(HttpLimits limits, Handler handler, Optional<Entrance> entrance) {
        this.limits = limits;
        this.handler = handler;
        this.entrance = entrance;
    }

    int count() {
        return open.size();
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        open.add(channel);
        if (stopping) {
            var _ = channel.close();
        } else if (open.size() > limits.connections()) {
            refuse(channel);
        } else {
            equip(channel);
        }
    }

    // In reading order: what comes in passes from top to bottom, what goes out from bottom to top.
    private void equip(SocketChannel channel) {
        Timeouts timeouts = new Timeouts(limits);
        RequestGate gate = new RequestGate();
        entrance.ifPresent(tls -> channel.pipeline().addLast(new EitherEntrance(tls)));
        channel.pipeline()
                .addLast(timeouts)
                .addLast(new LingeringClose())
                .addLast(new WriteTimeoutHandler(limits.write().toNanos(), TimeUnit.NANOSECONDS))
                .addLast(new HttpServerCodec(decoding(), PIPELINED))
                .addLast(gate)
                .addLast(new HttpServerKeepAliveHandler())
                .addLast(new BodyCollector(limits.bodyBytes()))
                .addLast(new Connection(handler, threads, timeouts, gate));
    }

    // Said aloud although they are the defaults: what guards against smuggled requests.
    private HttpDecoderConfig decoding() {
        return new HttpDecoderConfig()
                .setMaxInitialLineLength(limits.headerBytes())
                .setMaxHeaderSize(limits.headerBytes())
                .setValidateHeaders(true)
                .setAllowDuplicateContentLengths(false)
                .setStrictLineParsing(true)
                .setUseRfc9112TransferEncoding(true);
    }

    private static void refuse(SocketChannel channel) {
        var answer = Messages.response(Response.error(503, "too many connections"));
        HttpUtil.setKeepAlive(answer, false);
        channel.pipeline().addLast(new HttpResponseEncoder());
        channel.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }

    /// Closes what is idle, lets what has begun come to its end, interrupts what takes too long.
    void stop(Duration interrupted) {
        stopping = true;
        for (Channel channel : open) {
            channel.pipeline().fireUserEventTriggered(Timeouts.Event.STOPPING);
        }
        open.newCloseFuture().awaitUninterruptibly(limits.stop().toMillis());
        threads.stop(interrupted);
    }
}
