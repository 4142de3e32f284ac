package proglog.discovery;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import proglog.Bytes;

/// A connection that this node opens to another one, and what it asks over it.
///
/// It is used once both ends have introduced themselves; what is asked before waits for that. A
/// request fails when its time is over, when too many are unanswered, and when the connection ends.
/// For many threads.
final class Link extends SimpleChannelInboundHandler<Frame> {

    private static final int MAX_UNANSWERED = 256;
    private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Admission admission;
    private final CompletableFuture<Channel> ready = new CompletableFuture<>();
    private final Map<Long, CompletableFuture<Bytes>> unanswered = new ConcurrentHashMap<>();
    private final AtomicLong ids = new AtomicLong();
    private final CompletableFuture<IOException> ended = new CompletableFuture<>();
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile @Nullable Hello other; // the event loop writes it, as the one below
    private volatile long heardNanos = System.nanoTime();

    Link(Admission admission) {
        this.admission = admission;
    }

    /// Whether the connection is still to be opened: true once.
    boolean begin() {
        return begun.compareAndSet(false, true);
    }

    /// Done when both ends know who they talk to; fails if they never will.
    CompletableFuture<Channel> ready() {
        return ready;
    }

    /// Who is there, once it has introduced itself.
    Optional<Hello> other() {
        return Optional.ofNullable(other);
    }

    /// Done when the connection has ended, with the reason.
    CompletableFuture<IOException> ended() {
        return ended;
    }

    CompletableFuture<Bytes> request(String type, Bytes payload, Duration timeout) {
        CompletableFuture<Bytes> answer = new CompletableFuture<>();
        if (unanswered.size() >= MAX_UNANSWERED) {
            answer.completeExceptionally(new IOException("too many requests are unanswered"));
            return answer;
        }
        long id = ids.incrementAndGet();
        unanswered.put(id, answer);
        CompletableFuture<Bytes> ended =
                answer.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                        .whenComplete((_, failure) -> ended(id, failure));
        send(new Frame.Request(id, type, payload), answer);
        return ended;
    }

    CompletableFuture<Void> tell(String type, Bytes payload) {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        send(new Frame.Message(type, payload), sent);
        return sent;
    }

    /// Ends the connection; what is unanswered fails with `reason`.
    void close(IOException reason) {
        ended.complete(reason);
        ready.completeExceptionally(reason);
        unanswered.values().forEach(answer -> answer.completeExceptionally(reason));
    }

    private void ended(long id, @Nullable Throwable failure) {
        unanswered.remove(id);
        boolean isSilent = System.nanoTime() - heardNanos > SILENCE_NANOS;
        if (failure instanceof TimeoutException && isSilent) {
            close(new IOException("nothing was heard for too long"));
        }
    }

    // Fails `outcome` if the frame cannot be sent. A message's is done when it is on its way.
    private void send(Frame frame, CompletableFuture<?> outcome) {
        var _ =
                ready.whenComplete((channel, failure) -> {
                    if (failure != null) {
                        outcome.completeExceptionally(failure);
                    } else if (!channel.isWritable()) {
                        outcome.completeExceptionally(new IOException("its queue is full"));
                    } else {
                        write(channel, frame, outcome);
                    }
                });
    }

    private static void write(Channel channel, Frame frame, CompletableFuture<?> outcome) {
        ChannelFuture written = channel.writeAndFlush(frame);
        written.addListener(sent -> {
            if (!sent.isSuccess()) {
                outcome.completeExceptionally(sent.cause());
            } else if (frame instanceof Frame.Message) {
                outcome.complete(null);
            }
        });
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        var _ = ended.thenAccept(_ -> end(context));
    }

    private static void end(ChannelHandlerContext context) {
        var _ = context.close();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake && handshake.isSuccess()) {
            var _ = context.writeAndFlush(admission.self());
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Frame frame) {
        heardNanos = System.nanoTime();
        switch (frame) {
            case Hello hello -> introduced(context, hello);
            case Frame.Refused refused ->
                    close(new IOException("it refused us: " + refused.reason()));
            case Frame.Reply reply -> {
                CompletableFuture<Bytes> answer = unanswered.get(reply.id());
                if (answer != null) {
                    answer.complete(reply.payload());
                }
            }
            case Frame.Failure failure -> {
                CompletableFuture<Bytes> answer = unanswered.get(failure.id());
                if (answer != null) {
                    answer.completeExceptionally(new IOException("it could not answer"));
                }
            }
            case Frame.Request _, Frame.Message _ ->
                    throw new CorruptedFrameException("who was called may only answer");
        }
    }

    private void introduced(ChannelHandlerContext context, Hello other) {
        this.other = other;
        switch (admission.judge(other)) {
            case Verdict.Welcome _ -> ready.complete(context.channel());
            case Verdict.Itself _ -> close(new ItselfException());
            case Verdict.Refused refused ->
                    close(new IOException("we refuse it: " + refused.reason()));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        close(new IOException("the connection has ended"));
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        close(new IOException(Reason.of(cause), cause));
    }

    /// The other end is this node.
    static final class ItselfException extends IOException {

        ItselfException() {
            super("it is this node");
        }
    }
}
