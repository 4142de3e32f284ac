package proglog.consensus.jraft;

import com.alipay.sofa.jraft.ReplicatorGroup;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.error.InvokeTimeoutException;
import com.alipay.sofa.jraft.error.RemotingException;
import com.alipay.sofa.jraft.option.RpcOptions;
import com.alipay.sofa.jraft.rpc.InvokeCallback;
import com.alipay.sofa.jraft.rpc.InvokeContext;
import com.alipay.sofa.jraft.rpc.RpcClient;
import com.alipay.sofa.jraft.util.Endpoint;
import com.google.protobuf.Message;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import proglog.consensus.PeerChannel;
import proglog.consensus.PeerNetwork;

/// How JRaft calls other nodes. For many threads.
final class PeerRpcClient implements RpcClient {

    private static final long SWEEP_MILLIS = 50;

    private final Map<Endpoint, PeerCalls> peers = new ConcurrentHashMap<>();
    private final Pace pace = new Pace(System.nanoTime());
    private final ScheduledExecutorService sweeper =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("raft-rpc-timeout").factory());
    private volatile Optional<PeerNetwork> network = Optional.empty(); // set once, by init
    private volatile Optional<ReplicatorGroup> replicators = Optional.empty(); // set once

    @Override
    public boolean init(RpcOptions options) {
        network = Optional.of(((PeerNodeOptions) options).network());
        var _ =
                sweeper.scheduleAtFixedRate(
                        this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
        return true;
    }

    private void sweep() {
        long now = System.nanoTime();
        peers.values().forEach(peer -> peer.expire(now));
    }

    @Override
    public void registerConnectEventListener(ReplicatorGroup group) {
        replicators = Optional.of(group);
    }

    /// What JRaft sends entries by, when it leads.
    Optional<ReplicatorGroup> replicators() {
        return replicators;
    }

    private PeerCalls peer(Endpoint endpoint) {
        return peers.computeIfAbsent(
                endpoint,
                to -> {
                    PeerChannel channel = network.orElseThrow().channel(to.toString());
                    // A leader gives up nodes that it could not reach when it was elected.
                    channel.onConnected(
                            () -> Thread.ofVirtual().name("raft-replicator").start(() -> wake(to)));
                    return new PeerCalls(channel, pace);
                });
    }

    private void wake(Endpoint endpoint) {
        replicators.ifPresent(group -> group.checkReplicator(new PeerId(endpoint, 0), true));
    }

    @Override
    public boolean checkConnection(Endpoint endpoint) {
        return checkConnection(endpoint, false);
    }

    @Override
    public boolean checkConnection(Endpoint endpoint, boolean createIfAbsent) {
        return createIfAbsent
                ? peer(endpoint).connect()
                : peers.containsKey(endpoint) && peer(endpoint).isConnected();
    }

    @Override
    public void closeConnection(Endpoint endpoint) {
        PeerCalls peer = peers.get(endpoint);
        if (peer != null) {
            peer.hangUp("the connection was closed");
        }
    }

    @Override
    public Object invokeSync(
            Endpoint endpoint, Object request, InvokeContext context, long timeoutMillis)
            throws InterruptedException, RemotingException {
        // A candidate asks so before it asks for a vote.
        if (!peer(endpoint).awaitConnected(Duration.ofMillis(timeoutMillis))) {
            throw new RemotingException(endpoint + " cannot be reached");
        }
        CompletableFuture<Object> answer = new CompletableFuture<>();
        invokeAsync(
                endpoint,
                request,
                context,
                (result, failure) -> {
                    if (failure == null) {
                        answer.complete(result);
                    } else {
                        answer.completeExceptionally(failure);
                    }
                },
                timeoutMillis);
        try {
            return answer.get(timeoutMillis + 2 * SWEEP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new InvokeTimeoutException(late);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RemotingException known
                    ? known
                    : new RemotingException(failure.getCause());
        }
    }

    @Override
    public void invokeAsync(
            Endpoint endpoint,
            Object request,
            InvokeContext context,
            InvokeCallback callback,
            long timeoutMillis) {
        peer(endpoint).send((Message) request, callback, timeoutMillis);
    }

    @Override
    public void shutdown() {
        sweeper.shutdownNow();
        peers.values().forEach(peer -> peer.hangUp("this node stops"));
    }
}
