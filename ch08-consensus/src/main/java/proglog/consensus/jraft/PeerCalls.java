package proglog.consensus.jraft;

import com.alipay.sofa.jraft.rpc.InvokeCallback;
import com.alipay.sofa.jraft.rpc.RpcRequests.AppendEntriesRequest;
import com.google.protobuf.Message;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import proglog.consensus.PeerChannel;

/// The calls to one other node: entries on a stream of their own, the rest on another. For many
/// threads.
///
/// A connection on which nothing comes back any more is given up: after a partition, TCP would wait
/// as long again before it tries.
final class PeerCalls {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final PeerChannel channel;
    private final Pace pace;
    private final AtomicLong lastHeard = new AtomicLong(System.nanoTime());
    private final CallStream append;
    private final CallStream control;
    // The last call got no answer in time, so that the next one begins no new silence; any thread.
    private volatile boolean isSilent;

    PeerCalls(PeerChannel channel, Pace pace) {
        this.channel = channel;
        this.pace = pace;
        this.append = new CallStream(channel, Frame.APPEND, this::heard);
        this.control = new CallStream(channel, Frame.CONTROL, this::heard);
    }

    boolean connect() {
        return channel.connect();
    }

    boolean awaitConnected(Duration timeout) {
        return channel.awaitConnected(timeout);
    }

    boolean isConnected() {
        return channel.isConnected();
    }

    /// Has `callback` called once: with the answer, or with what went wrong.
    void send(Message request, InvokeCallback callback, long timeoutMillis) {
        if (isIdle() && !isSilent) {
            heard(); // silence counts from here
        }
        long timeout = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        if (Frame.isAppend(request)) {
            long pause = pace.pauseAfter((AppendEntriesRequest) request, System.nanoTime());
            append.send(request, callback, timeout, pause);
        } else {
            control.send(request, callback, timeout, 0);
        }
    }

    private boolean isIdle() {
        return append.isIdle() && control.isIdle();
    }

    private void heard() {
        lastHeard.set(System.nanoTime());
        isSilent = false;
    }

    /// Ends calls whose time is over.
    void expire(long now) {
        boolean isEntryLate = append.expire(now);
        boolean isControlLate = control.expire(now);
        boolean isLate = isEntryLate || isControlLate;
        isSilent |= isLate;
        if (isLate && now - lastHeard.get() > PATIENCE_NANOS && channel.isConnected()) {
            heard(); // not again right away
            hangUp("it does not answer");
            channel.abandon();
        }
    }

    /// Ends all calls.
    void hangUp(String reason) {
        append.cancel(reason);
        control.cancel(reason);
    }
}
