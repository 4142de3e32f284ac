package proglog.consensus.atomix;

import io.atomix.protocols.raft.storage.log.RaftLogWriter;
import io.atomix.protocols.raft.storage.log.entry.RaftLogEntry;
import io.atomix.storage.journal.Indexed;
import io.atomix.storage.journal.SegmentedJournalWriter;
import java.util.List;

/// Writes a [FreshLog]: Atomix's writer, except that nothing is left of what it takes back. For
/// Raft's one thread.
///
/// Atomix overwrites only so many bytes of it with zeros, and what is behind them is an entry again
/// as soon as new ones end where it begins. So here much is taken back in pieces, the last one
/// first.
final class FreshLogWriter extends RaftLogWriter {

    private static final int HEADER_BYTES = 8; // of an entry: length and checksum
    private static final long ZEROED_BYTES = 2L * (RaftNode.MAX_ENTRY_BYTES + HEADER_BYTES);

    private final FreshLog log;
    private final RaftLogWriter writer;

    /// @param none a writer that is not used
    FreshLogWriter(SegmentedJournalWriter<RaftLogEntry> none, FreshLog log, RaftLogWriter writer) {
        super(none, log);
        this.log = log;
        this.writer = writer;
    }

    @Override
    public void truncate(long index) {
        List<Integer> sizes = log.sizes(index + 1, writer.getLastIndex());
        long zeroed = 0;
        for (int i = sizes.size() - 1; i >= 0; i--) {
            int bytes = sizes.get(i) + HEADER_BYTES;
            if (zeroed + bytes > ZEROED_BYTES) {
                writer.truncate(index + 1 + i);
                zeroed = 0;
            }
            zeroed += bytes;
        }
        writer.truncate(index);
        log.readAgain();
    }

    @Override
    public void reset(long index) {
        writer.reset(index);
        log.readAgain();
    }

    @Override
    public void append(Indexed<RaftLogEntry> entry) {
        if (entry.index() < writer.getNextIndex()) {
            truncate(entry.index() - 1);
        }
        writer.append(entry);
    }

    @Override
    public <T extends RaftLogEntry> Indexed<T> append(T entry) {
        return writer.append(entry);
    }

    @Override
    public long getLastIndex() {
        return writer.getLastIndex();
    }

    @Override
    public Indexed<RaftLogEntry> getLastEntry() {
        return writer.getLastEntry();
    }

    @Override
    public long getNextIndex() {
        return writer.getNextIndex();
    }

    @Override
    public void commit(long index) {
        writer.commit(index);
    }

    @Override
    public void flush() {
        writer.flush();
    }

    @Override
    public void close() {
        writer.close();
    }
}
