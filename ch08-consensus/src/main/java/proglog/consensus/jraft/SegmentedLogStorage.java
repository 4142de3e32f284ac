package proglog.consensus.jraft;

import com.alipay.sofa.jraft.entity.LogEntry;
import com.alipay.sofa.jraft.option.LogStorageOptions;
import com.alipay.sofa.jraft.storage.LogStorage;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.CommitLogException;
import proglog.OffsetOutOfRangeException;

/// What JRaft knows of a [RaftLog], whose owner opens and closes it. For many threads.
///
/// JRaft learns of a failure by a number too low, or by `false`, and stops the node then: why is
/// logged here.
///
/// When JRaft gives up the front of the log, entries are only released: retention deletes them. And
/// when it does so because a snapshot reaches beyond the log, or contradicts it, the log that came
/// with the snapshot takes its place, right when all that JRaft had queued before is written.
final class SegmentedLogStorage implements LogStorage {

    private static final Logger logger = LoggerFactory.getLogger(SegmentedLogStorage.class);

    private final RaftLog log;
    private final StagedLog staged;
    private final RecentReads reads;

    SegmentedLogStorage(RaftLog log) {
        this.log = log;
        this.staged = log.staged();
        this.reads = new RecentReads(log);
    }

    @Override
    public boolean init(LogStorageOptions options) {
        return succeeds(
                "opening the log",
                () -> {
                    for (RaftEntry entry : log.configurations()) {
                        options.getConfigurationManager().add(EntryCoding.configuration(entry));
                    }
                    return true;
                });
    }

    @Override
    public void shutdown() {}

    @Override
    public long getFirstLogIndex() {
        return log.firstIndex();
    }

    @Override
    public long getLastLogIndex() {
        return log.nextIndex() - 1;
    }

    @Override
    public @Nullable LogEntry getEntry(long index) {
        try {
            return EntryCoding.toRaft(reads.entry(index));
        } catch (OffsetOutOfRangeException _) {
            return null;
        } catch (CommitLogException e) {
            logger.error("entry {} could not be read", index, e);
            return null;
        }
    }

    @Deprecated
    @Override
    public long getTerm(long index) {
        return log.term(index);
    }

    @Override
    public boolean appendEntry(LogEntry entry) {
        return appendEntries(List.of(entry)) == 1;
    }

    @Override
    public int appendEntries(List<LogEntry> entries) {
        if (entries.isEmpty()) {
            return 0;
        }
        try {
            log.append(entries.stream().map(EntryCoding::toStore).toList());
            return entries.size();
        } catch (CommitLogException | IllegalStateException e) {
            long first = entries.getFirst().getId().getIndex();
            logger.error("{} entries from {} on could not be stored", entries.size(), first, e);
            return Math.clamp(log.nextIndex() - first, 0, entries.size() - 1);
        }
    }

    @Override
    public boolean truncatePrefix(long firstIndexKept) {
        return succeeds(
                "releasing the entries before " + firstIndexKept,
                () -> {
                    if (!staged.install(firstIndexKept - 1) && firstIndexKept > log.nextIndex()) {
                        logger.error(
                                "entries before {} should go, but the log ends before {} and there"
                                        + " is no snapshot",
                                firstIndexKept,
                                log.nextIndex());
                        return false;
                    }
                    log.releasePrefix(firstIndexKept);
                    return true;
                });
    }

    @Override
    public boolean truncateSuffix(long lastIndexKept) {
        return succeeds(
                "taking back the entries after " + lastIndexKept,
                () -> {
                    log.truncateSuffix(lastIndexKept + 1);
                    return true;
                });
    }

    @Override
    public boolean reset(long nextIndex) {
        return succeeds(
                "beginning again with entry " + nextIndex,
                () -> {
                    if (staged.install(nextIndex - 1)) {
                        return true;
                    }
                    if (nextIndex == LogEnd.START.nextIndex()) {
                        log.truncateSuffix(nextIndex);
                        return true;
                    }
                    logger.error("no snapshot says what was before entry {}", nextIndex);
                    return false;
                });
    }

    private interface Change {
        boolean run() throws IOException;
    }

    private static boolean succeeds(String what, Change change) {
        try {
            return change.run();
        } catch (IOException | CommitLogException | IllegalArgumentException e) {
            logger.error("{} failed", what, e);
            return false;
        }
    }
}
