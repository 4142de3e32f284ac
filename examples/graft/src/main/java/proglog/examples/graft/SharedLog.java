package proglog.examples.graft;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import proglog.CommitLog;
import proglog.LogRecord;
import proglog.consensus.Leadership;

/// What [Graft] needs of a log that several nodes share. For many threads.
interface SharedLog extends AutoCloseable {

    /// The log itself; closed with this.
    CommitLog records();

    /// Calls `listener` once for each record from `offset` on, in order, until what is returned is
    /// closed.
    Listening onCommit(long offset, Consumer<LogRecord> listener);

    /// Who leads, as far as this node knows.
    Leadership leadership();

    @Override
    void close();

    /// Where a log comes from once all nodes are known.
    @FunctionalInterface
    interface Source {

        /// Takes part in the log of these nodes, under the name `self`.
        SharedLog join(String self, List<Peer> others) throws IOException;
    }
}
