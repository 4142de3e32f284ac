package proglog.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/// Closes a connection in two steps, so that the last answer arrives.
///
/// A socket closed while the client still sends is reset, and the reset can overtake an answer such
/// as 413. So this says goodbye first, throws away what still comes, and closes when the client has
/// closed, a second later at most. For one thread only: the connection's event loop.
final class LingeringClose extends ChannelDuplexHandler {

    private static final long PATIENCE_MILLIS = 1000;

    private boolean closing;

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (closing) {
            context.channel().closeFuture().addListener(_ -> promise.trySuccess());
            return;
        }
        closing = true;
        SocketChannel channel = (SocketChannel) context.channel();
        SslHandler tls = context.pipeline().get(SslHandler.class);
        if (tls == null) {
            var _ = channel.shutdownOutput();
        } else { // which has a goodbye of its own
            tls.closeOutbound()
                    .addListener(_ -> {
                        var _ = channel.shutdownOutput();
                    });
        }
        var _ =
                context.executor()
                        .schedule(
                                () -> {
                                    var _ = context.close(promise);
                                },
                                PATIENCE_MILLIS,
                                TimeUnit.MILLISECONDS);
        context.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (closing) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (closing) {
            context.read();
        } else {
            context.fireChannelReadComplete();
        }
    }
}
