package proglog.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Limits how long a connection waits for a request to begin and, from its first byte on, to end.
///
/// A limit for the whole request, unlike Netty's for the time between two reads, also stops a
/// client that sends one byte now and then. For one thread only: the connection's event loop.
///
/// ```
///              first byte             last byte            answered
///   (waiting) ────────────▶ (reading) ──────────▶ (busy) ───────────▶ (waiting)
///       │ idle                  │ request
///       ▼                       ▼
///     close              Event.REQUEST_TOO_SLOW
/// ```
final class Timeouts extends ChannelInboundHandlerAdapter {

    /// What travels up the pipeline.
    enum Event {
        /// The request has taken longer than allowed.
        REQUEST_TOO_SLOW,
        /// The server stops: the request that has begun is the last.
        STOPPING
    }

    private enum State {
        WAITING,
        READING,
        BUSY
    }

    private final HttpLimits limits;
    private State state = State.WAITING;
    private @Nullable Future<?> timer;
    private @Nullable ChannelHandlerContext context;

    Timeouts(HttpLimits limits) {
        this.limits = limits;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        this.context = context;
        await();
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (state == State.WAITING) {
            state = State.READING;
            arm(limits.request(), Timeouts::tooSlow);
        }
        context.fireChannelRead(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == Event.STOPPING && state == State.WAITING) {
            var _ = context.close();
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        disarm();
        context.fireChannelInactive();
    }

    /// The request is complete.
    void busy() {
        state = State.BUSY;
        disarm();
    }

    /// The answer has left.
    void await() {
        state = State.WAITING;
        arm(limits.idle(), Timeouts::idle);
    }

    private static void idle(ChannelHandlerContext context) {
        var _ = context.close();
    }

    private static void tooSlow(ChannelHandlerContext context) {
        context.fireUserEventTriggered(Event.REQUEST_TOO_SLOW);
    }

    private void arm(Duration after, Consumer<ChannelHandlerContext> action) {
        disarm();
        ChannelHandlerContext here = context;
        if (here != null) {
            timer =
                    here.executor()
                            .schedule(
                                    () -> action.accept(here),
                                    after.toNanos(),
                                    TimeUnit.NANOSECONDS);
        }
    }

    private void disarm() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
