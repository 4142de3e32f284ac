package proglog.consensus;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ConnectivityState;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.security.MutualTls;

/// The way to one other node. It connects when it is used, and again when it is used after it
/// failed: gRPC by itself would stay away for up to two minutes. For many threads.
///
/// It says once that the node cannot be reached, and once that it is back.
public final class PeerChannel extends Channel {

    private static final Logger logger = LoggerFactory.getLogger(PeerChannel.class);
    private static final int MESSAGE_BYTES = 64 * 1024 * 1024;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final String address;
    private final String clusterId;
    private final ManagedChannel channel;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean isMissing = new AtomicBoolean(); // and that was logged
    private final AtomicLong nextRetry = new AtomicLong(System.nanoTime());

    private PeerChannel(String address, String clusterId, ManagedChannel channel) {
        this.address = address;
        this.clusterId = clusterId;
        this.channel = channel;
    }

    static PeerChannel to(String address, MutualTls tls, String clusterId) {
        ManagedChannel channel =
                NettyChannelBuilder.forTarget(address, tls.peerClient())
                        .maxInboundMessageSize(MESSAGE_BYTES)
                        // A node may vanish without a word, and come back at once.
                        .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, 1_000)
                        .keepAliveTime(10, TimeUnit.SECONDS)
                        .keepAliveTimeout(2, TimeUnit.SECONDS)
                        .disableRetry()
                        .build();
        PeerChannel peer = new PeerChannel(address, clusterId, channel);
        peer.watch(channel.getState(false));
        return peer;
    }

    private void watch(ConnectivityState from) {
        channel.notifyWhenStateChanged(
                from,
                () -> {
                    ConnectivityState to = channel.getState(false);
                    if (to == ConnectivityState.READY) {
                        listeners.forEach(Runnable::run);
                    }
                    if (to != ConnectivityState.SHUTDOWN) {
                        watch(to);
                    }
                });
    }

    /// Calls `listener` whenever a connection has been made; it must not wait.
    public void onConnected(Runnable listener) {
        listeners.add(listener);
    }

    /// Whether there is a connection now. If not, one is tried.
    public boolean connect() {
        ConnectivityState state = channel.getState(true);
        if (state == ConnectivityState.TRANSIENT_FAILURE) {
            long now = System.nanoTime();
            long due = nextRetry.get();
            if (now - due >= 0 && nextRetry.compareAndSet(due, now + RETRY_NANOS)) {
                channel.resetConnectBackoff();
            }
        }
        return state == ConnectivityState.READY;
    }

    /// Waits until a connection is there, for `timeout` at most or until another attempt has
    /// failed; whether it is there.
    public boolean awaitConnected(Duration timeout) {
        long begin = System.nanoTime();
        boolean isTried = false;
        while (!connect()) {
            ConnectivityState state = channel.getState(false);
            long waited = System.nanoTime() - begin;
            isTried |= state != ConnectivityState.TRANSIENT_FAILURE || waited > RETRY_NANOS / 2;
            if (waited > timeout.toNanos()
                    || (isTried && state == ConnectivityState.TRANSIENT_FAILURE)) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }

    /// Whether there is a connection now.
    public boolean isConnected() {
        return channel.getState(false) == ConnectivityState.READY;
    }

    /// Uses the present connection for no more calls: nothing comes back on it. Calls that are open
    /// go on until their callers end them.
    public void abandon() {
        missing("it does not answer");
        channel.enterIdle();
    }

    @Override
    public <Q, A> ClientCall<Q, A> newCall(MethodDescriptor<Q, A> method, CallOptions options) {
        connect();
        return new SimpleForwardingClientCall<>(channel.newCall(method, options)) {

            @Override
            public void start(Listener<A> listener, Metadata headers) {
                headers.put(ClusterIdCheck.KEY, clusterId);
                super.start(new Watched<>(listener), headers);
            }
        };
    }

    @Override
    public String authority() {
        return channel.authority();
    }

    private final class Watched<A> extends SimpleForwardingClientCallListener<A> {

        Watched(ClientCall.Listener<A> listener) {
            super(listener);
        }

        @Override
        public void onHeaders(Metadata headers) {
            reached();
            super.onHeaders(headers);
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            if (trailers.containsKey(ClusterIdCheck.KEY)
                    || (status.getCode() == Status.Code.UNAVAILABLE && !isConnected())) {
                missing(reason(status));
            }
            super.onClose(status, trailers);
        }
    }

    private static String reason(Status status) {
        Throwable cause = status.getCause();
        return cause == null || cause.getMessage() == null
                ? String.valueOf(status.getDescription())
                : cause.getMessage();
    }

    private void missing(String reason) {
        if (!channel.isShutdown() && isMissing.compareAndSet(false, true)) {
            logger.warn("peer at {} is unreachable: {}", address, reason);
        }
    }

    private void reached() {
        if (isMissing.compareAndSet(true, false)) {
            logger.info("peer at {} is back", address);
        }
    }

    void close() {
        channel.shutdownNow();
    }

    void awaitClosed() {
        try {
            if (!channel.awaitTermination(2, TimeUnit.SECONDS)) {
                logger.warn("the connection to {} does not end", address);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
