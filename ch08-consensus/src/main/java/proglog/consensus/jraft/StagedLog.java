package proglog.consensus.jraft;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.CorruptLogException;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.LogUnavailableException;
import proglog.OffsetRange;
import proglog.storage.SegmentedLog;

/// A log that came with a snapshot, checked and ready to take the place of the own one. For many
/// threads.
final class StagedLog {

    private static final Logger logger = LoggerFactory.getLogger(StagedLog.class);

    /// @param index of its last entry
    /// @param term of the same
    private record Ready(long index, long term) {}

    private final LogFiles files;
    private final RaftLog log;
    private final ReentrantLock staging = new ReentrantLock();
    private Optional<Ready> ready = Optional.empty(); // guarded by staging

    StagedLog(LogFiles files, RaftLog log) {
        this.files = files;
        this.log = log;
    }

    /// Makes a log of the files called `names` in `source`, up to the entry at `index`, durably.
    ///
    /// Every byte is read and checked: fails with [CorruptLogException] when something is damaged
    /// or missing, or is not what the snapshot says, and leaves nothing behind then.
    ///
    /// @param term the entry's
    /// @param nextOffset how many records there are up to and with it
    void stage(Path source, List<String> names, long index, long term, long nextOffset)
            throws IOException {
        staging.lock();
        try {
            ready = Optional.empty();
            Path target = files.beginStaging();
            try {
                for (String name : names) {
                    Files.createLink(target.resolve(name), source.resolve(name));
                    Durably.sync(target.resolve(name));
                }
                Durably.syncDirectory(target);
                check(index, term, nextOffset);
            } catch (IOException | RuntimeException e) {
                files.discardStaged();
                throw e;
            }
            ready = Optional.of(new Ready(index, term));
        } finally {
            staging.unlock();
        }
    }

    private void check(long index, long term, long nextOffset) {
        try (SegmentedLog staged = files.openStaged()) {
            requireWhole(staged, index, term, nextOffset);
            staged.truncateSuffix(index + 1);
        }
    }

    /// Reads every entry of `log` up to the one at `index`; fails with [CorruptLogException] unless
    /// that is of `term`, and there are `nextOffset` records up to and with it.
    static void requireWhole(SegmentedLog log, long index, long term, long nextOffset) {
        OffsetRange indexes = log.offsets();
        if (!indexes.contains(index)) {
            throw new CorruptLogException(
                    "a snapshot up to entry %d came with entries %s".formatted(index, indexes));
        }
        EntryHeader last = walk(log, indexes.first(), index);
        if (last.term() != term || last.nextOffset() != nextOffset) {
            throw new CorruptLogException(
                    "entry %d: expected term %d and %d records before the next, found term %d and %d"
                            .formatted(index, term, nextOffset, last.term(), last.nextOffset()));
        }
    }

    /// Reads all entries up to the one at `last`, and returns its header.
    private static EntryHeader walk(SegmentedLog staged, long first, long last) {
        try (LogCursor cursor = staged.follow(first)) {
            EntryHeader header = header(cursor.next());
            for (long index = first + 1; index <= last; index++) {
                EntryHeader next = header(cursor.next());
                if (next.firstOffset() != header.nextOffset()) {
                    throw new CorruptLogException(
                            "entry %d: expected %d records before it, found %d"
                                    .formatted(index, header.nextOffset(), next.firstOffset()));
                }
                header = next;
            }
            return header;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("interrupted while checking a snapshot's log");
        }
    }

    private static EntryHeader header(LogRecord record) {
        return EntryHeader.decode(record.offset(), record.value());
    }

    /// Puts what was staged in the place of the log, if it ends with the entry at `index` and the
    /// log does not have that entry; whether it did so. What was staged is gone afterwards.
    boolean install(long index) throws IOException {
        staging.lock();
        try {
            if (ready.isEmpty()) {
                return false;
            }
            Ready wanted = ready.get();
            ready = Optional.empty();
            if (wanted.index() != index || log.term(index) == wanted.term()) {
                files.discardStaged();
                return false;
            }
            log.installStaged();
            logger.info(
                    "the log of a snapshot up to entry {} took the place of the own one", index);
            return true;
        } finally {
            staging.unlock();
        }
    }
}
