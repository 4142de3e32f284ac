package proglog.consensus.atomix;

import io.atomix.protocols.raft.RaftServer;
import io.atomix.protocols.raft.cluster.RaftMember;
import io.atomix.protocols.raft.impl.RaftContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.Bytes;
import proglog.consensus.ClusterNode;
import proglog.consensus.ConsensusConfig;
import proglog.consensus.Leadership;
import proglog.consensus.NotLeaderException;
import proglog.consensus.PeerNetwork;
import proglog.consensus.StateMachine;
import proglog.consensus.atomix.Envelope.Kind;

/// A running node: what its parts do to each other. For many threads.
final class Node<R> implements AutoCloseable {

    private static final Logger logger = LoggerFactory.getLogger(Node.class);

    private final ConsensusConfig config;
    private final Parts<R> parts;
    private final RaftContext raft;
    private final Barriers barriers;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private volatile boolean hasFailed; // set once, by fail
    private volatile RaftServer.Role role = RaftServer.Role.INACTIVE; // by Raft's thread
    private long grown; // by the thread that applies: bytes since the last snapshot

    private Node(ConsensusConfig config, Parts<R> parts) {
        this.config = config;
        this.parts = parts;
        this.raft = parts.raft();
        this.barriers = new Barriers(() -> reign().propose(Kind.BARRIER, Bytes.EMPTY).index());
    }

    /// Opens what is in the directory, and takes part.
    static <R> Node<R> start(
            ConsensusConfig config,
            PeerNetwork network,
            StateMachine<R> machine,
            Disk disk,
            UnaryOperator<Durability> repair)
            throws IOException {
        CompletableFuture<Node<R>> self = new CompletableFuture<>();
        Parts<R> parts = Parts.open(config, network, machine, disk, repair, self);
        Node<R> node = new Node<>(config, parts);
        self.complete(node);
        try {
            node.raft.addRoleChangeListener(node::took);
            node.raft.addLeaderElectionListener(_ -> node.look());
            parts.calls().answer(Call.BARRIER, _ -> node.barriers.index().thenApply(Node::encode));
            parts.calls()
                    .answer(Call.TAKE_OVER, _ -> node.raft.anoint().thenApply(_ -> new byte[0]));
            network.serve(parts.calls());
            RaftNode.begin(node.raft, config);
            return node;
        } catch (RuntimeException e) {
            node.close();
            throw e;
        }
    }

    private static byte[] encode(long index) {
        return ByteBuffer.allocate(Long.BYTES).putLong(index).array();
    }

    Parts<R> parts() {
        return parts;
    }

    Barriers barriers() {
        return barriers;
    }

    ClusterNode self() {
        return config.self();
    }

    RaftServer.Role role() {
        return role;
    }

    boolean hasFailed() {
        return hasFailed;
    }

    /// The reign this node is in.
    Reign<R> reign() {
        return parts.reigns()
                .current()
                .orElseThrow(
                        () -> new NotLeaderException(self().name(), parts.watch().now().leader()));
    }

    /// Who leads, as Atomix has it now.
    Leadership leadership() {
        long term;
        Optional<RaftMember> member;
        do {
            term = raft.getTerm();
            member = Optional.ofNullable(raft.getLeader());
        } while (term != raft.getTerm());
        long now = term;
        Optional<ClusterNode> leader =
                member.filter(_ -> !isClosed.get() && !hasFailed)
                        .map(one -> parts.roster().at(one.memberId().id()));
        boolean isSelf =
                role == RaftServer.Role.LEADER
                        && leader.filter(self()::equals).isPresent()
                        && parts.reigns().current().filter(one -> one.term() == now).isPresent();
        return new Leadership(now, leader, isSelf);
    }

    // On Raft's thread.
    private void took(RaftServer.Role role) {
        this.role = role;
        if (role == RaftServer.Role.LEADER) {
            parts.reigns().begin(raft.getTerm());
        } else {
            parts.reigns().end(raft.getTerm());
        }
        look();
    }

    void look() {
        parts.watch().look();
    }

    long lastWritten() {
        return raft.getLogWriter().getLastIndex();
    }

    void grew(long bytes) {
        grown += bytes;
        if (grown >= config.snapshotBytes()) {
            grown = 0;
            var _ =
                    parts.snapshots()
                            .take()
                            .whenComplete((_, failure) -> {
                                if (failure != null) {
                                    logger.error("no snapshot was taken", failure);
                                }
                            });
        }
    }

    /// Gives up a reign that cannot go on.
    void stepDown(long term) {
        raft.getThreadContext()
                .execute(() -> {
                    if (raft.getTerm() == term && raft.getRole() == RaftServer.Role.LEADER) {
                        raft.transition(RaftServer.Role.FOLLOWER);
                    }
                });
    }

    /// Takes part no more: what this node has on its disk, or in its state, is not known.
    void fail(Throwable cause) {
        if (hasFailed || isClosed.get()) {
            return;
        }
        hasFailed = true;
        logger.error("{} takes part no more until it is restarted", self().name(), cause);
        parts.calls().refuseAll();
        raft.getThreadContext().execute(() -> raft.transition(RaftServer.Role.INACTIVE));
        look();
    }

    @Override
    public void close() {
        if (isClosed.getAndSet(true)) {
            return;
        }
        parts.calls().refuseAll();
        parts.watch().close();
        RaftNode.close(raft);
        parts.reigns().close();
        parts.forces().close();
        parts.proposals().end(Long.MAX_VALUE, "the node was closed");
        try {
            parts.lock().close();
        } catch (IOException e) {
            logger.warn("the directory stays locked until the process ends", e);
        }
    }
}
