package proglog.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.TooLongHttpContentException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One client: takes one request at a time, has it handled on a thread of its own, answers it, and
/// only then asks for the next.
///
/// So answers have the order of the requests. For one thread only: the connection's event loop, but
/// for the handling.
final class Connection extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final Logger logger = LoggerFactory.getLogger(Connection.class);

    private final Handler handler;
    private final RequestThreads threads;
    private final Timeouts timeouts;
    private final RequestGate gate;
    private boolean stopping;
    private boolean refused;

    Connection(Handler handler, RequestThreads threads, Timeouts timeouts, RequestGate gate) {
        this.handler = handler;
        this.threads = threads;
        this.timeouts = timeouts;
        this.gate = gate;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest message) {
        if (refused) {
            return;
        }
        try {
            Request request = Messages.request(message);
            timeouts.busy();
            threads.start(() -> handle(context, request));
        } catch (RefusedException failure) {
            refuse(context, failure.answer());
        }
    }

    private void handle(ChannelHandlerContext context, Request request) {
        FullHttpResponse answer;
        try {
            answer = Messages.response(handler.handle(request));
        } catch (Throwable failure) { // the outermost frame of the request's thread
            logger.error("a handler failed", failure);
            answer = Messages.response(Response.error(500, "internal error"));
        }
        FullHttpResponse complete = answer;
        context.executor().execute(() -> send(context, complete));
    }

    /// Answers what cannot be handled, and trusts nothing that comes after it.
    private void refuse(ChannelHandlerContext context, Response answer) {
        if (!refused) {
            refused = true;
            timeouts.busy();
            send(context, Messages.response(answer));
        }
    }

    private void send(ChannelHandlerContext context, FullHttpResponse answer) {
        if (stopping || refused) {
            HttpUtil.setKeepAlive(answer, false);
        }
        context.writeAndFlush(answer)
                .addListener(sent -> {
                    if (sent.isSuccess() && HttpUtil.isKeepAlive(answer)) {
                        timeouts.await();
                        gate.next();
                    } else {
                        var _ = context.close();
                    }
                });
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        switch (event) {
            case Timeouts.Event.STOPPING -> stopping = true;
            case Timeouts.Event.REQUEST_TOO_SLOW ->
                    refuse(context, Response.error(408, "the request took too long"));
            default -> {}
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof TooLongHttpContentException) {
            refuse(context, Response.error(413, "the body is too long"));
        } else {
            var _ = context.close(); // the client went away, or took too long to read its answer
        }
    }
}
