package proglog.examples.graft;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import proglog.Batch;
import proglog.Bytes;
import proglog.Consistency;
import proglog.Deadline;
import proglog.LogRecord;
import proglog.OffsetRange;
import proglog.consensus.Leadership;

/// Raft as a library: a name, peers, start, and then entries that all nodes have in the same order.
///
/// Before [#start] everything that needs the others fails with [IllegalStateException]. A node that
/// was stopped is created, given its peers and started again. For many threads.
public final class Graft implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int PULLED = 1000;

    private final String name;
    private final Map<String, Peer> peers = new LinkedHashMap<>(); // guarded by this
    private volatile Optional<SharedLog> shared = Optional.empty(); // written under this

    private Graft(String name) {
        this.name = name;
    }

    /// A node that does not take part in anything yet.
    public static Graft create(String name) {
        Peer.requireName(name);
        return new Graft(name);
    }

    public String name() {
        return name;
    }

    /// Notes the other nodes: each must be told of all others before it starts. One of the same
    /// name takes the place of the one before.
    public synchronized void addPeers(Collection<Peer> others) {
        requireNotStarted();
        for (Peer peer : others) {
            if (peer.name().equals(name)) {
                throw new IllegalArgumentException(name + " is not its own peer");
            }
        }
        others.forEach(peer -> peers.put(peer.name(), peer));
    }

    /// The other nodes, in the order in which they were added.
    public synchronized List<Peer> peers() {
        return List.copyOf(peers.values());
    }

    /// Takes part, together with those peers that start as well; returns before there is a leader.
    public void start(GraftConfig config) throws IOException {
        start((self, others) -> RaftSharedLog.join(config, self, others));
    }

    synchronized void start(SharedLog.Source source) throws IOException {
        requireNotStarted();
        shared = Optional.of(source.join(name, peers()));
    }

    public boolean isStarted() {
        return shared.isPresent();
    }

    private void requireNotStarted() {
        if (isStarted()) {
            throw new IllegalStateException("graft %s is already started".formatted(name));
        }
    }

    /// Has the entries agreed on, all of them or none, and returns which they are; on any node.
    /// When it returns, [#committedEntries] has them on this node.
    ///
    /// Fails as [proglog.CommitLog#append] does, such as without a majority.
    public OffsetRange appendEntries(List<Bytes> entries) {
        Deadline deadline = Deadline.after(PATIENCE);
        OffsetRange appended = started().records().append(Batch.of(entries), deadline);
        long last = appended.next() - 1;
        var _ = started().records().read(last, Consistency.atLeast(last), deadline);
        return appended;
    }

    /// What has been agreed on and is on this node now, from offset `from` on: at most 1,000
    /// entries, none when there are no more.
    public List<LogRecord> committedEntries(long from) {
        OffsetRange there = started().records().offsets();
        List<LogRecord> entries = new ArrayList<>();
        for (long at = from; at < Math.min(there.next(), from + PULLED); at++) {
            entries.add(started().records().read(at));
        }
        return entries;
    }

    /// Calls `callback` with every entry, once and in order: those there are already, then each new
    /// one as it is agreed on. One at a time, on a thread that may be kept waiting.
    public Listening onNewCommittedEntry(Consumer<LogRecord> callback) {
        return started().onCommit(0, callback);
    }

    /// Who leads, as far as this node knows.
    public Leadership leadership() {
        return started().leadership();
    }

    private SharedLog started() {
        return shared.orElseThrow(this::notStarted);
    }

    IllegalStateException notStarted() {
        return new IllegalStateException(
                "graft %s has not been started: start it first".formatted(name));
    }

    /// Stops taking part. Closing again does nothing.
    @Override
    public void close() {
        shared.ifPresent(SharedLog::close);
    }
}
