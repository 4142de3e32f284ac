package proglog.discovery;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.DecoderException;
import io.netty.util.concurrent.Future;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import proglog.Bytes;

/// The end of a connection that another node opened: it introduces itself, then asks and tells.
///
/// No more than so many of its requests are worked on; then nothing is read until there are fewer.
/// For one connection only, on its event loop.
final class AcceptedLink extends SimpleChannelInboundHandler<Frame> {

    private static final int MAX_IN_WORK = 64;
    private static final int HELLO_SECONDS = 5;

    private final Admission admission;
    private final Answers answers;
    private final Complaints complaints;
    private @Nullable Hello caller; // the event loop writes it, as the one below
    private int inWork;

    AcceptedLink(Admission admission, Answers answers, Complaints complaints) {
        this.admission = admission;
        this.answers = answers;
        this.complaints = complaints;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        Future<?> late =
                context.executor()
                        .schedule(() -> closeIfSilent(context), HELLO_SECONDS, TimeUnit.SECONDS);
        context.channel().closeFuture().addListener(_ -> late.cancel(false));
        context.fireChannelActive();
    }

    private void closeIfSilent(ChannelHandlerContext context) {
        if (caller == null) {
            var _ = context.close();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Frame frame) {
        Hello known = caller;
        if (known == null) {
            introduce(context, frame);
            return;
        }
        switch (frame) {
            case Frame.Request request -> {
                var _ =
                        answer(context, known, request.type(), request.payload())
                                .whenComplete((reply, failure) ->
                                        reply(context, request.id(), reply, failure));
            }
            case Frame.Message message -> {
                var _ = answer(context, known, message.type(), message.payload());
            }
            case Hello _, Frame.Refused _, Frame.Reply _, Frame.Failure _ ->
                    throw new CorruptedFrameException("a caller may only ask and tell");
        }
    }

    private void introduce(ChannelHandlerContext context, Frame frame) {
        if (!(frame instanceof Hello hello)) {
            throw new CorruptedFrameException("a caller has to introduce itself first");
        }
        switch (admission.judge(hello)) {
            case Verdict.Welcome _ -> {
                caller = hello;
                complaints.settled(hello);
                var _ = context.writeAndFlush(admission.self());
            }
            case Verdict.Itself _ -> {
                var _ =
                        context.writeAndFlush(admission.self())
                                .addListener(ChannelFutureListener.CLOSE);
            }
            case Verdict.Refused refused -> {
                complaints.refused(hello, refused.reason());
                var _ =
                        context.writeAndFlush(new Frame.Refused(refused.reason()))
                                .addListener(ChannelFutureListener.CLOSE);
            }
        }
    }

    private CompletableFuture<Bytes> answer(
            ChannelHandlerContext context, Hello known, String type, Bytes payload) {
        if (++inWork == MAX_IN_WORK) {
            context.channel().config().setAutoRead(false);
        }
        return answers.to(type, known.address(), payload)
                .whenComplete((_, _) -> context.executor().execute(() -> done(context)));
    }

    private void done(ChannelHandlerContext context) {
        if (inWork-- == MAX_IN_WORK) {
            context.channel().config().setAutoRead(true);
        }
    }

    private static void reply(
            ChannelHandlerContext context,
            long id,
            @Nullable Bytes reply,
            @Nullable Throwable failure) {
        var _ =
                context.writeAndFlush(
                        failure == null && reply != null
                                ? new Frame.Reply(id, reply)
                                : new Frame.Failure(id));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof DecoderException malformed && Handshakes.isDone(context.channel())) {
            complaints.malformed(context.channel(), malformed);
        }
        var _ = context.close();
    }
}
