package proglog.consensus.jraft;

import com.alipay.sofa.jraft.core.NodeImpl;
import com.alipay.sofa.jraft.entity.PeerId;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import proglog.Deadline;
import proglog.consensus.PeerChannel;
import proglog.consensus.PeerNetwork;

/// Keeps connections to all voters: when the leader is gone, a candidate has no time to make them.
/// For many threads.
final class Connections implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long KEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final PeerNetwork network;
    private final NodeImpl node;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private final Thread keeper = Thread.ofVirtual().name("raft-connections").unstarted(this::keep);

    Connections(PeerNetwork network, NodeImpl node) {
        this.network = network;
        this.node = node;
    }

    void start() {
        keeper.start();
    }

    // By looking: JRaft tells nobody that it has a new set of voters before that is agreed on, and
    // a
    // node that is away has to be tried now and then in any case.
    private void keep() {
        while (!isClosed.get()) {
            node.getCurrentConf().getPeers().stream()
                    .filter(this::isOther)
                    .forEach(peer -> channel(peer).connect());
            LockSupport.parkNanos(KEEP_NANOS);
        }
    }

    private boolean isOther(PeerId peer) {
        return !peer.equals(node.getServerId());
    }

    private PeerChannel channel(PeerId peer) {
        return network.channel(peer.getEndpoint().toString());
    }

    /// Waits some seconds for a connection to `peer`; whether there is one. For virtual threads.
    boolean await(PeerId peer) {
        Deadline deadline = Deadline.after(PATIENCE);
        while (isOther(peer) && !channel(peer).connect()) {
            if (deadline.hasPassed()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }

    @Override
    public void close() {
        isClosed.set(true);
        LockSupport.unpark(keeper);
    }
}
