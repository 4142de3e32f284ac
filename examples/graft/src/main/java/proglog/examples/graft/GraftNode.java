package proglog.examples.graft;

import java.io.IOException;
import java.util.Optional;

/// A [Graft] and the two stores over it. For many threads.
final class GraftNode implements AutoCloseable {

    private final Graft graft;
    private final SharedLog.Source source;
    private final PullStore pull;
    private volatile Optional<PushStore> push = Optional.empty(); // written by start

    /// A node that will take part in what comes from `source`.
    GraftNode(Graft graft, SharedLog.Source source) {
        this.graft = graft;
        this.source = source;
        this.pull = new PullStore(graft);
    }

    Graft graft() {
        return graft;
    }

    /// Starts the graft, then the store that listens to it.
    synchronized void start() throws IOException {
        graft.start(source);
        push = Optional.of(PushStore.start(graft));
    }

    /// The store that catches up when it is asked.
    PullStore pull() {
        return pull;
    }

    /// The store that is told.
    EntryStore push() {
        return push.orElseThrow(graft::notStarted);
    }

    /// Closing again does nothing.
    @Override
    public synchronized void close() {
        push.ifPresent(PushStore::close);
        graft.close();
    }
}
