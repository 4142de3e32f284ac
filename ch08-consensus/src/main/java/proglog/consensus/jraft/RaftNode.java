package proglog.consensus.jraft;

import com.alipay.sofa.jraft.NodeManager;
import com.alipay.sofa.jraft.StateMachine;
import com.alipay.sofa.jraft.Status;
import com.alipay.sofa.jraft.core.NodeImpl;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.entity.Task;
import com.alipay.sofa.jraft.error.RaftException;
import com.alipay.sofa.jraft.option.NodeOptions;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import proglog.Bytes;
import proglog.LogUnavailableException;
import proglog.consensus.ClusterNode;
import proglog.consensus.ConsensusConfig;
import proglog.consensus.Leadership;
import proglog.consensus.Measure;
import proglog.consensus.PeerNetwork;
import proglog.storage.StorageListener;

/// JRaft's node with what it stands on: opened, started and closed in order. For many threads.
final class RaftNode implements Applier.Events, AutoCloseable {

    private static final long COMMAND_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final NodeImpl node;
    private final NodeOptions options;
    private final Connections connections;
    private final RaftLog log;
    private final StableStore votes;
    private final PeerRpcServer server = PeerRpcServer.create();
    private final Pending pending = Pending.start();
    private final CommitNews news = CommitNews.start(pending::isQuiet, this::tellOthers);
    private final Roster roster;
    private final Reigns reigns;
    private final Refusals refusals;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private volatile Optional<RaftException> failure = Optional.empty(); // set once, by failed

    private RaftNode(
            NodeImpl node,
            NodeOptions options,
            PeerNetwork network,
            RaftLog log,
            StableStore votes,
            ConsensusConfig config) {
        this.node = node;
        this.options = options;
        this.connections = new Connections(network, node);
        this.log = log;
        this.votes = votes;
        this.roster = new Roster(config.founders());
        this.reigns = new Reigns(roster);
        this.refusals = new Refusals(config.self().name(), reigns);
    }

    /// Opens the node's files; it takes part from [#start] on.
    static RaftNode open(
            ConsensusConfig config, PeerNetwork network, Function<Bytes, Measure> measure)
            throws IOException {
        Settings.sizeBuffers();
        PeerId self = Settings.peer(config.self());
        new DirectoryNote(network.clusterId(), config.self().name()).claim(config.directory());
        RaftLog log =
                RaftLog.open(
                        config.directory(),
                        RaftLogSettings.of(config),
                        measure,
                        InstantSource.system(),
                        StorageListener.NONE);
        try {
            NodeOptions options = Settings.of(config, network);
            StableStore votes = StableStore.open(config.directory());
            options.setServiceFactory(new Stores(log, votes));
            NodeImpl node = new NodeImpl(network.clusterId(), self);
            RaftNode opened = new RaftNode(node, options, network, log, votes, config);
            network.serve(opened.server);
            return opened;
        } catch (IOException | RuntimeException e) {
            log.close();
            throw e;
        }
    }

    void start(StateMachine applier) throws IOException {
        options.setFsm(applier);
        NodeManager.getInstance().addAddress(self().getEndpoint());
        if (!node.init(options)) {
            close();
            throw new IOException(
                    "Raft does not start: "
                            + failure.map(Throwable::getMessage)
                                    .orElse("its own messages say why"));
        }
        connections.start();
    }

    /// Has `command` agreed on, if this node leads in `term`.
    <T> CompletableFuture<T> propose(long term, Bytes command) {
        Leadership now = reigns.current();
        if (!now.isSelf() || now.term() != term) {
            return CompletableFuture.failedFuture(refusals.notLeader());
        }
        CompletableFuture<T> result = pending.command(command.length(), COMMAND_NANOS);
        if (!result.isDone()) {
            Proposal<T> proposal = new Proposal<>(command, result, refusals);
            Task task = new Task(command.asByteBuffer(), proposal);
            task.setExpectedTerm(term);
            try {
                node.apply(task);
            } catch (IllegalStateException _) { // it is being shut down
                result.completeExceptionally(LogUnavailableException.closed());
            }
        }
        return result;
    }

    /// Has it agreed on who `nodes` are.
    CompletableFuture<Void> note(List<ClusterNode> nodes) {
        return propose(reigns.current().term(), Roster.note(nodes));
    }

    @Override
    public void leads(long term) {
        List<ClusterNode> missing = roster.missing(node.getCurrentConf().getPeers());
        if (!missing.isEmpty()) {
            var _ = note(missing); // the next leader tries again
        }
    }

    @Override
    public void applied() {
        if (reigns.current().isSelf()) {
            news.due();
        }
    }

    // To be sure that it leads, the node asks the others, and tells them what is committed.
    private void tellOthers() {
        node.readIndex(
                new byte[0],
                new UntimedReadIndex() {

                    @Override
                    public void run(Status status, long index, byte[] context) {}
                });
    }

    @Override
    public void stoppedLeading() {
        pending.reignEnded();
    }

    @Override
    public void failed(RaftException failed) {
        failure = Optional.of(failed);
        pending.reignEnded();
    }

    boolean hasFailed() {
        return failure.isPresent();
    }

    /// The latest reign the node has voted in or heard of.
    long term() {
        return votes.getTerm();
    }

    NodeImpl node() {
        return node;
    }

    PeerId self() {
        return node.getServerId();
    }

    RaftLog log() {
        return log;
    }

    Connections connections() {
        return connections;
    }

    Pending pending() {
        return pending;
    }

    Roster roster() {
        return roster;
    }

    Reigns reigns() {
        return reigns;
    }

    Refusals refusals() {
        return refusals;
    }

    @Override
    public void close() {
        if (!isClosed.compareAndSet(false, true)) {
            return;
        }
        connections.close();
        node.shutdown(_ -> {});
        try {
            node.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        NodeManager.getInstance().removeAddress(self().getEndpoint());
        server.close();
        news.close();
        options.getAppendEntriesExecutors().shutdownGracefully();
        pending.close();
        log.close();
    }
}
