package proglog.bench;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// The same message again and again on one stream, a number of them in flight, each answered by
/// one. gRPC calls it from one thread at a time.
final class StreamLoad<Q, A> extends ClientCall.Listener<A> {

    private static final int REQUESTED = 64;
    private static final Duration LONGEST = Duration.ofHours(1);

    private final ClientCall<Q, A> call;
    private final Q message;
    private final int window;
    private final long most;
    private final long end;
    private final CompletableFuture<Status> closed = new CompletableFuture<>();
    private long sent;
    private long answered;
    private boolean ended;

    private StreamLoad(ClientCall<Q, A> call, Q message, int window, long most, long end) {
        this.call = call;
        this.message = message;
        this.window = window;
        this.most = most;
        this.end = end;
    }

    /// Sends for this long and returns how many messages a second were answered.
    static <Q, A> double rate(
            Channel channel,
            MethodDescriptor<Q, A> method,
            Q message,
            int window,
            Duration duration)
            throws IOException, InterruptedException {
        return run(channel, method, message, window, Long.MAX_VALUE, duration);
    }

    /// Sends so many messages and returns how many a second were answered.
    static <Q, A> double send(
            Channel channel, MethodDescriptor<Q, A> method, Q message, int window, long count)
            throws IOException, InterruptedException {
        return run(channel, method, message, window, count, LONGEST);
    }

    private static <Q, A> double run(
            Channel channel,
            MethodDescriptor<Q, A> method,
            Q message,
            int window,
            long most,
            Duration duration)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        StreamLoad<Q, A> load =
                new StreamLoad<>(
                        channel.newCall(method, CallOptions.DEFAULT),
                        message,
                        window,
                        most,
                        start + duration.toNanos());
        load.call.start(load, new Metadata());
        load.call.request(REQUESTED);
        try {
            Status status = load.closed.get();
            if (!status.isOk()) {
                throw new IOException(status.toString());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing fails the future", e);
        }
        return load.answered / RawFiles.seconds(start);
    }

    @Override
    public void onReady() {
        send();
    }

    @Override
    public void onMessage(A answer) {
        answered++;
        call.request(1);
        send();
    }

    private void send() {
        if (sent > 0 && System.nanoTime() - end >= 0) {
            end();
        }
        while (!ended && sent - answered < window && call.isReady()) {
            call.sendMessage(message);
            sent++;
            if (sent == most) {
                end();
            }
        }
    }

    private void end() {
        if (!ended) {
            ended = true;
            call.halfClose();
        }
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        closed.complete(status);
    }
}
