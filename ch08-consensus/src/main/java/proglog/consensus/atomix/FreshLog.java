package proglog.consensus.atomix;

import io.atomix.protocols.raft.storage.log.RaftLog;
import io.atomix.protocols.raft.storage.log.RaftLogReader;
import io.atomix.protocols.raft.storage.log.RaftLogWriter;
import io.atomix.protocols.raft.storage.log.entry.RaftLogEntry;
import io.atomix.storage.journal.JournalReader;
import io.atomix.storage.journal.SegmentedJournal;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// Atomix's log, whose readers never show what was taken back. For Raft's one thread.
///
/// A reader of Atomix holds up to a MiB of the file in memory. When entries are taken back, and
/// others written in their place, only readers that were past the cut are told: one that was before
/// it goes on to show what had been there. So a node applied what nobody had agreed on.
final class FreshLog extends RaftLog {

    private static final String NONE = "none";

    private final RaftLog log;
    private final FreshLogWriter writer;
    private final List<RaftLogReader> readers = new ArrayList<>();

    private FreshLog(RaftLog log, RaftLogReader first, SegmentedJournal<RaftLogEntry> none) {
        super(none, false);
        this.log = log;
        this.writer = new FreshLogWriter(none.writer(), this, log.writer());
        readers.add(first);
    }

    /// Stands before `log`, of which there is a reader already; a file may come and go in
    /// `directory`.
    static FreshLog over(RaftLog log, RaftLogReader first, File directory) {
        return new FreshLog(log, first, none(directory));
    }

    // A RaftLog has to have a journal, and a journal a file. Everything goes to the other log.
    private static SegmentedJournal<RaftLogEntry> none(File directory) {
        try {
            Files.deleteIfExists(directory.toPath().resolve(NONE + "-1.log")); // by who was killed
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SegmentedJournal<RaftLogEntry> none =
                SegmentedJournal.<RaftLogEntry>builder()
                        .withName(NONE)
                        .withDirectory(directory)
                        .withNamespace(RaftNode.NAMESPACE)
                        .withMaxSegmentSize(1024)
                        .withMaxEntrySize(1024)
                        .build();
        none.close();
        none.segments().forEach(segment -> segment.delete());
        return none;
    }

    /// Has all readers read again from the file, from where they are.
    void readAgain() {
        for (RaftLogReader reader : readers) {
            reader.reset(reader.getNextIndex());
        }
    }

    /// How long the entries from `first` up to `last` are.
    List<Integer> sizes(long first, long last) {
        List<Integer> sizes = new ArrayList<>();
        RaftLogReader reader = readers.getFirst(); // is told by Raft where to read, each time
        reader.reset(first);
        while (reader.getNextIndex() <= last && reader.hasNext()) {
            sizes.add(reader.next().size());
        }
        return sizes;
    }

    @Override
    public RaftLogWriter writer() {
        return writer;
    }

    @Override
    public RaftLogReader openReader(long index) {
        return openReader(index, JournalReader.Mode.ALL);
    }

    /// The reader is never to be closed.
    @Override
    public RaftLogReader openReader(long index, JournalReader.Mode mode) {
        RaftLogReader reader = log.openReader(index, mode);
        readers.add(reader);
        return reader;
    }

    @Override
    public boolean isCompactable(long index) {
        return log.isCompactable(index);
    }

    @Override
    public long getCompactableIndex(long index) {
        return log.getCompactableIndex(index);
    }

    @Override
    public void compact(long index) {
        log.compact(index);
    }

    @Override
    public boolean isOpen() {
        return log.isOpen();
    }

    @Override
    public void close() {
        log.close();
    }
}
