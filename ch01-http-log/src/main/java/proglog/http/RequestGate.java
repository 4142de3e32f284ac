package proglog.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Lets one whole request through, and the next when the first has been answered.
///
/// The channel does not read by itself: this asks it to, while the gate is open. So at most what
/// one read returned is held here, and a client that sends without reading fills its own buffers,
/// not ours. Netty's FlowControlHandler counts parts of requests; this counts requests. For one
/// thread only: the connection's event loop.
final class RequestGate extends ChannelInboundHandlerAdapter {

    private final Deque<Object> held = new ArrayDeque<>();
    private boolean open = true;
    private @Nullable ChannelHandlerContext context;

    @Override
    public void channelActive(ChannelHandlerContext context) {
        this.context = context;
        context.fireChannelActive();
        context.read();
    }

    /// Lets the next request through, which may have come already.
    void next() {
        open = true;
        pass();
        if (open && context != null) {
            context.read();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object part) {
        held.add(part);
        pass();
    }

    private void pass() {
        while (open && context != null && !held.isEmpty()) {
            Object part = held.remove();
            open = !(part instanceof LastHttpContent);
            context.fireChannelRead(part);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.fireChannelReadComplete();
        if (open) {
            context.read();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        open = false;
        held.forEach(ReferenceCountUtil::release);
        held.clear();
        context.fireChannelInactive();
    }
}
