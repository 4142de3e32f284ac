package proglog.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpContentException;
import java.util.Optional;
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
    private Optional<Thread> streaming = Optional.empty(); // whose body is on its way

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
            Request request = Messages.request(message, Caller.of(context.pipeline()));
            timeouts.busy();
            boolean inChunks = message.protocolVersion().equals(HttpVersion.HTTP_1_1);
            threads.start(() -> handle(context, request, inChunks));
        } catch (RefusedException failure) {
            refuse(context, failure.answer());
        }
    }

    private void handle(ChannelHandlerContext context, Request request, boolean inChunks) {
        FullHttpResponse whole;
        try {
            Response answer = handler.handle(request);
            if (answer.stream().isPresent() && !request.method().equals("HEAD")) {
                stream(context, Messages.head(answer, inChunks), answer.stream().get());
                return;
            }
            whole = Messages.response(answer);
        } catch (Throwable failure) { // the outermost frame of the request's thread
            logger.error("a handler failed", failure);
            whole = Messages.response(Response.error(500, "internal error"));
        }
        FullHttpResponse complete = whole;
        context.executor().execute(() -> send(context, complete));
    }

    private void stream(ChannelHandlerContext context, HttpResponse head, BodyStream body) {
        Thread thread = Thread.currentThread();
        context.executor().execute(() -> begin(thread));
        boolean complete = new StreamedAnswer(context).send(head, body);
        context.executor().execute(() -> end(context, complete));
    }

    private void begin(Thread thread) {
        streaming = Optional.of(thread);
        if (stopping) {
            thread.interrupt();
        }
    }

    private void end(ChannelHandlerContext context, boolean complete) {
        streaming = Optional.empty();
        if (complete) {
            context.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT)
                    .addListener(sent -> sent(context, sent.isSuccess() && !stopping));
        } else {
            var _ = context.close();
        }
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
                .addListener(
                        sent -> sent(context, sent.isSuccess() && HttpUtil.isKeepAlive(answer)));
    }

    private void sent(ChannelHandlerContext context, boolean mayGoOn) {
        if (mayGoOn) {
            timeouts.await();
            gate.next();
        } else {
            var _ = context.close();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        switch (event) {
            case Timeouts.Event.STOPPING -> {
                stopping = true;
                streaming.ifPresent(Thread::interrupt);
            }
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
