package proglog.consensus;

import io.grpc.BindableService;
import io.grpc.ServerInterceptors;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import proglog.Appender;
import proglog.Batch;
import proglog.CommitLog;
import proglog.Consistency;
import proglog.Deadline;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.LogUnavailableException;
import proglog.OffsetRange;
import proglog.grpc.LogService;
import proglog.grpc.ServerInfo;
import proglog.storage.SegmentInfo;

/// One log on several nodes. For many threads.
///
/// Each node has all of it. A record is acknowledged when a majority of the nodes has it on disk;
/// it has the same offset on all of them. Any node takes appends, and hands them to the one that
/// leads. Reads are answered from this node's own disk and may be late, unless they ask for more: a
/// linearizable read sees everything that was acknowledged before it was asked.
///
/// The log as a library: [#submit] to append, [#read] and [#follow] to pull, [#onCommit] to be
/// pushed.
public final class ReplicatedLog implements CommitLog {

    private final ReplicatedLogConfig config;
    private final Consensus<OffsetRange> consensus;
    private final Consensus.Registration watching;
    private final AppliedRecords records;
    private final LeaderWatch watch;
    private final Freshness freshness;
    private final Forwarding forwarding;
    private final Appends appends;
    private final Optional<Proposals> ordered; // to propose without waiting, in order
    private final Positions positions;
    private final AtomicBoolean closed = new AtomicBoolean();

    private ReplicatedLog(
            ReplicatedLogConfig config,
            Consensus<OffsetRange> consensus,
            AppliedRecords records,
            LogStateMachine machine,
            Forwarding forwarding,
            Proposals proposals,
            boolean keepsOrder) {
        this.config = config;
        this.consensus = consensus;
        this.records = records;
        this.watch = new LeaderWatch();
        this.freshness = new Freshness(consensus, machine, records, watch, config);
        this.forwarding = forwarding;
        this.appends = new Appends(consensus, proposals, forwarding, records, watch, config);
        this.ordered = keepsOrder ? Optional.of(proposals) : Optional.empty();
        this.positions = new Positions(consensus, machine, freshness, config);
        this.watching = consensus.listen(this::changed);
    }

    /// Takes part in the log of a cluster: the one `engine` was told of.
    ///
    /// `network` is not listening yet; the log adds what other nodes ask it for. The caller starts
    /// the network next, and closes it after the log.
    public static ReplicatedLog join(Engine engine, PeerNetwork network, ReplicatedLogConfig config)
            throws IOException {
        ForwardedTraces traces = ForwardedTraces.in(config.telemetry());
        Forwarding forwarding = new Forwarding(network, traces);
        AppliedRecords records =
                engine.lendsLog()
                        ? new DerivedRecords()
                        : CopiedRecords.open(
                                config.copies(), config.self().name(), forwarding::log);
        try {
            return join(engine, network, config, traces, forwarding, records);
        } catch (IOException | RuntimeException e) {
            records.close();
            throw e;
        }
    }

    private static ReplicatedLog join(
            Engine engine,
            PeerNetwork network,
            ReplicatedLogConfig config,
            ForwardedTraces traces,
            Forwarding forwarding,
            AppliedRecords records)
            throws IOException {
        LeaderLog leaders = new LeaderLog(records, config);
        network.serve(handed(new LogService(leaders), traces));
        LogStateMachine machine = new LogStateMachine(records);
        Consensus<OffsetRange> consensus = engine.start(machine);
        records.attach(consensus);
        Proposals proposals = new Proposals(consensus, machine, records, config);
        leaders.attach(proposals);
        return new ReplicatedLog(
                config, consensus, records, machine, forwarding, proposals, engine.keepsOrder());
    }

    private static BindableService handed(LogService service, ForwardedTraces traces) {
        return () -> ServerInterceptors.intercept(service, new AcknowledgementTrailers(), traces);
    }

    private void changed(Leadership now) {
        if (!now.isSelf()) {
            records.releaseWaiting(); // what waits was agreed on, whether this disk has it or not
        }
        watch.change();
    }

    @Override
    public OffsetRange append(Batch batch, Deadline deadline) {
        config.requireFits(batch);
        requireOpen();
        Appends.requireTime(deadline);
        Acknowledged done = appends.append(batch, deadline);
        Acknowledgement.note(done);
        return done.offsets();
    }

    /// On the node that leads, batches go to the other nodes while those before them are on their
    /// way.
    @Override
    public Appender appender() {
        return ordered.<Appender>map(
                        proposals -> new OrderedAppends(consensus, proposals, appends, config))
                .orElseGet(CommitLog.super::appender);
    }

    /// Appends `batch` without waiting: completes with its offsets, or with what [#append] would
    /// have thrown. Batches submitted one after the other may be appended in any order.
    public CompletableFuture<OffsetRange> submit(Batch batch, Deadline deadline) {
        config.requireFits(batch);
        CompletableFuture<OffsetRange> done = new CompletableFuture<>();
        Thread.ofVirtual()
                .name("submit")
                .start(() -> {
                    try {
                        done.complete(append(batch, deadline));
                    } catch (RuntimeException | Error failure) {
                        done.completeExceptionally(failure);
                    }
                });
        return done;
    }

    @Override
    public LogRecord read(long offset, Consistency consistency, Deadline deadline) {
        requireOpen();
        freshness.await(consistency, deadline);
        requireOpen();
        return records.read(offset);
    }

    @Override
    public OffsetRange offsets() {
        requireOpen();
        return records.offsets();
    }

    @Override
    public long offsetAt(Instant time) {
        requireOpen();
        return records.offsetAt(time);
    }

    @Override
    public LogCursor follow(long offset) {
        requireOpen();
        return records.follow(offset);
    }

    /// Calls `listener` once for each record from `offset` on, in order, as they are agreed on; on
    /// one thread, which the listener may keep waiting. A listener that fails is called no more.
    /// Closing what is returned ends the calls.
    public Consensus.Registration onCommit(long offset, Consumer<LogRecord> listener) {
        return CommitListener.start(follow(offset), listener);
    }

    /// How far somebody has read, for the whole cluster.
    public Positions positions() {
        return positions;
    }

    /// The consensus below, for who adds and removes nodes.
    public Consensus<OffsetRange> consensus() {
        return consensus;
    }

    /// The nodes that have a vote, and which one leads.
    public List<ServerInfo> nodes() {
        Leadership now = consensus.leadership();
        return consensus.nodes().stream()
                .map(node ->
                        new ServerInfo(
                                node.name(),
                                node.rpcAddress(),
                                now.leader()
                                        .map(ClusterNode::name)
                                        .equals(Optional.of(node.name()))))
                .toList();
    }

    /// The files this node keeps its log in, the oldest first. What they count are records, or,
    /// when the engine lends its log, the engine's entries.
    public List<SegmentInfo> segments() {
        requireOpen();
        return records.segments();
    }

    private void requireOpen() {
        if (closed.get()) {
            throw LogUnavailableException.closed();
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            watching.close();
            watch.close();
            forwarding.close();
            consensus.close();
            records.close();
        }
    }
}
