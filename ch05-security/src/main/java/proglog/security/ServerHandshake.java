package proglog.security;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Stands before the TLS handler of a new connection until the handshake has ended.
///
/// A failure is logged, and the client gets to know it: the alert that says why would be lost if
/// the socket were closed while bytes of the client are unread, for then the kernel resets the
/// connection. So our half is closed first, and the other one when the client closes its own, or
/// soon.
///
/// For one connection only, on its event loop.
final class ServerHandshake extends ChannelDuplexHandler {

    private static final int LINGER_MILLIS = 1000;

    private final Function<InetSocketAddress, ChannelHandler> tls;
    private final HandshakeFailures failures;
    private InetSocketAddress remote = new InetSocketAddress(0); // the event loop writes it
    private @Nullable SslHandler watched; // and all that follow
    private boolean lingers;

    ServerHandshake(Function<InetSocketAddress, ChannelHandler> tls, HandshakeFailures failures) {
        this.tls = tls;
        this.failures = failures;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        remote = (InetSocketAddress) context.channel().remoteAddress();
        context.pipeline().addAfter(context.name(), null, tls.apply(remote));
        watch(context);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.fireChannelActive();
        watch(context);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        context.fireUserEventTriggered(event); // gRPC's own event makes it add the TLS handler
        watch(context);
    }

    private void watch(ChannelHandlerContext context) {
        SslHandler handler = context.pipeline().get(SslHandler.class);
        if (handler != null && watched == null) {
            watched = handler;
            handler.handshakeFuture().addListener(ended -> onEnd(context, ended));
        }
    }

    private void onEnd(ChannelHandlerContext context, Future<?> ended) {
        if (!ended.isSuccess()) {
            failures.log(remote, ended.cause());
        } else if (!context.isRemoved()) {
            context.pipeline().remove(this);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (lingers) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (watched != null && !watched.handshakeFuture().isDone()) {
            failures.logUnfinished(remote);
        }
        if (lingers || !hasFailed() || !(context.channel() instanceof DuplexChannel channel)) {
            var _ = context.close(promise);
            return;
        }
        lingers = true;
        channel.closeFuture().addListener(_ -> promise.trySuccess());
        channel.shutdownOutput().addListener(shut -> closeIf(!shut.isSuccess(), context));
        var end =
                context.executor()
                        .schedule(
                                () -> closeIf(true, context), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(_ -> end.cancel(false));
    }

    private static void closeIf(boolean condition, ChannelHandlerContext context) {
        if (condition) {
            var _ = context.close();
        }
    }

    private boolean hasFailed() {
        return watched != null && watched.handshakeFuture().cause() != null;
    }
}
