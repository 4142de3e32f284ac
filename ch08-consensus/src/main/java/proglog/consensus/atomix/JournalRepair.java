package proglog.consensus.atomix;

import io.atomix.protocols.raft.impl.RaftContext;
import io.atomix.protocols.raft.storage.log.RaftLogReader;
import io.atomix.protocols.raft.storage.log.entry.ConfigurationEntry;
import io.atomix.protocols.raft.storage.log.entry.RaftLogEntry;
import io.atomix.protocols.raft.storage.system.Configuration;
import io.atomix.storage.journal.Indexed;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the whole journal once, before Raft begins, for what Atomix does not look at.
///
/// - Entries that were taken back may come back to life when power fails: new ones may be on the
///   disk, and not all the zeros behind them. They betray themselves by a lower term than the entry
///   before, and are taken back again.
/// - A server goes by the last configuration in its log; Atomix goes by the last one it knew to be
///   committed, and may so elect a leader by the voters of yesterday.
final class JournalRepair {

    private static final Logger logger = LoggerFactory.getLogger(JournalRepair.class);

    private final RaftContext raft;

    JournalRepair(RaftContext raft) {
        this.raft = raft;
    }

    /// On Raft's thread: does it; returns the last configuration in the log.
    Optional<Configuration> run() {
        Optional<Configuration> last = Optional.empty();
        long term = 0;
        RaftLogReader reader = raft.getLogReader();
        reader.reset();
        while (reader.hasNext()) {
            Indexed<RaftLogEntry> entry = reader.next();
            if (entry.entry().term() < term) {
                logger.warn("took back entries from {} on", entry.index());
                raft.getLogWriter().truncate(entry.index() - 1);
                break;
            }
            term = entry.entry().term();
            if (entry.entry() instanceof ConfigurationEntry change) {
                last =
                        Optional.of(
                                new Configuration(
                                        entry.index(),
                                        change.term(),
                                        change.timestamp(),
                                        change.members()));
            }
        }
        return last;
    }
}
