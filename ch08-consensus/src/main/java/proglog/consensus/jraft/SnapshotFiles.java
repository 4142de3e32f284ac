package proglog.consensus.jraft;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import proglog.CorruptLogException;
import proglog.Deadline;
import proglog.LogUnavailableException;

/// What a snapshot consists of: the state, and the log up to there, whose files are linked and not
/// copied. For one thread at a time: the one that applies.
final class SnapshotFiles {

    private static final String STATE = "state";

    private final RaftLog log;

    SnapshotFiles(RaftLog log) {
        this.log = log;
    }

    /// Writes a snapshot of everything up to the entry at `index`, the last one applied, into the
    /// directory `target`, durably; returns the names of its files.
    ///
    /// The entry may not be on this node's disk yet, if others have it: that is waited for until
    /// `deadline`. [LogUnavailableException] says that it took too long.
    List<String> save(Path target, long index, SnapshotState.Content content, Deadline deadline)
            throws IOException {
        try {
            log.awaitStored(index, deadline);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("interrupted while waiting for entry " + index);
        }
        EntryHeader last = log.header(index);
        new SnapshotState(index, last.term(), last.nextOffset())
                .write(target.resolve(STATE), content);
        List<String> names = new ArrayList<>(log.read(files -> files.linkTo(target, index + 1)));
        names.add(STATE);
        Durably.syncDirectory(target);
        return names;
    }

    /// Reads the snapshot in the directory `source`, which reaches up to the entry at `index`, and
    /// returns the state; the caller closes it.
    ///
    /// When the log does not hold that entry, the files of the snapshot's log are checked byte by
    /// byte and made ready: they take the log's place when JRaft gives up the log's front, which is
    /// what it does next. Fails with [CorruptLogException] when anything is not as it should be.
    ///
    /// @param names of the snapshot's files
    /// @param term the entry's
    InputStream load(Path source, Collection<String> names, long index, long term)
            throws IOException {
        Path file = source.resolve(STATE);
        SnapshotState state = SnapshotState.read(file);
        if (state.index() != index || state.term() != term) {
            throw new CorruptLogException(
                    "%s: expected a snapshot up to entry %d of term %d, found one up to %d of %d"
                            .formatted(file, index, term, state.index(), state.term()));
        }
        if (log.term(index) != term) {
            List<String> logs = names.stream().filter(name -> !name.equals(STATE)).toList();
            log.staged().stage(source, logs, index, term, state.nextOffset());
        }
        return SnapshotState.content(file);
    }
}
