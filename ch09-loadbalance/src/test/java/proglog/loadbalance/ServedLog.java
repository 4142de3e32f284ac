package proglog.loadbalance;

import io.grpc.BindableService;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import proglog.CommitLog;
import proglog.grpc.LogServer;
import proglog.grpc.LogService;

/// A log behind one server, whose answers a test loses, and a channel to it. For many threads.
final class ServedLog implements AutoCloseable {

    private final AtomicInteger lost = new AtomicInteger();
    private final LogServer server;
    private final ManagedChannel channel;

    /// @param losing says, before each answer, whether it is lost, and the call with it
    ServedLog(CommitLog log, BooleanSupplier losing, BindableService... others) {
        LogServer.Builder builder =
                LogServer.builder().intercept(new Losing(losing)).serve(new LogService(log));
        for (BindableService other : others) {
            builder.serve(other);
        }
        try {
            server = builder.start(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        channel = NettyChannelBuilder.forAddress(server.address()).usePlaintext().build();
    }

    String address() {
        return "127.0.0.1:" + server.address().getPort();
    }

    ManagedChannel channel() {
        return channel;
    }

    /// How many answers were lost.
    int lost() {
        return lost.get();
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.close();
    }

    private final class Losing implements ServerInterceptor {

        private final BooleanSupplier losing;

        Losing(BooleanSupplier losing) {
            this.losing = losing;
        }

        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            return next.startCall(
                    new SimpleForwardingServerCall<Q, A>(call) {
                        private volatile boolean isOver; // by the thread that answers

                        @Override
                        public void sendMessage(A answer) {
                            if (!isOver && losing.getAsBoolean()) {
                                lost.incrementAndGet();
                                close(Status.UNAVAILABLE, new Metadata());
                            }
                            if (!isOver) {
                                super.sendMessage(answer);
                            }
                        }

                        @Override
                        public void close(Status status, Metadata trailers) {
                            if (!isOver) {
                                isOver = true;
                                super.close(status, trailers);
                            }
                        }
                    },
                    headers);
        }
    }
}
