package proglog.consensus.jraft;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import proglog.LogUnavailableException;
import proglog.storage.SegmentedLog;
import proglog.storage.SegmentedLogConfig;
import proglog.storage.StorageListener;

/// The log on the disk that holds the entries, and another one that may take its place at once. For
/// many threads; one at a time replaces.
///
/// ```
/// log                  the log
/// log   log.new        another one is being made: whatever it is, it does not count
/// log.old   log.new    it is complete, and takes the log's place
/// log.old   log        it has done so
/// ```
final class LogFiles implements AutoCloseable {

    /// The largest entry: a command with a record of 16 MiB, or many small ones.
    static final int MAX_VALUE_BYTES = 64 * 1024 * 1024;

    private static final int LEAST_INDEX_BYTES = 2 * 1024 * 1024;
    private static final int MOST_INDEX_BYTES = 128 * 1024 * 1024;

    private final Path directory;
    private final SegmentedLogConfig config;
    private final StorageListener listener;
    private final ReentrantLock replacing = new ReentrantLock();
    private volatile SegmentedLog log; // written under replacing

    private LogFiles(
            Path directory, SegmentedLogConfig config, StorageListener listener, SegmentedLog log) {
        this.directory = directory;
        this.config = config;
        this.listener = listener;
        this.log = log;
    }

    /// Opens the log in `directory`, or creates it there; first it finishes a replacement that was
    /// interrupted.
    static LogFiles open(Path directory, RaftLogSettings settings, StorageListener listener)
            throws IOException {
        Durably.create(directory);
        recover(directory);
        SegmentedLogConfig config =
                SegmentedLogConfig.defaults()
                        .withSegments(
                                settings.segmentBytes(),
                                // room for as many of the smallest entries as the segment takes
                                Math.clamp(
                                        settings.segmentBytes() / 8,
                                        LEAST_INDEX_BYTES,
                                        MOST_INDEX_BYTES))
                        .withMaxValueBytes(MAX_VALUE_BYTES)
                        .withFirstOffset(LogEnd.START.nextIndex());
        return new LogFiles(
                directory, config, listener, openLog(current(directory), config, listener));
    }

    private static SegmentedLog openLog(
            Path place, SegmentedLogConfig config, StorageListener listener) {
        return SegmentedLog.open(place, config, InstantSource.system(), listener);
    }

    private static void recover(Path directory) throws IOException {
        if (!Files.exists(current(directory)) && Files.exists(old(directory))) {
            if (Files.exists(staged(directory))) {
                Durably.rename(staged(directory), current(directory));
            } else {
                Durably.rename(old(directory), current(directory));
            }
        }
        Durably.delete(staged(directory));
        Durably.delete(old(directory));
    }

    private static Path current(Path directory) {
        return directory.resolve("log");
    }

    private static Path staged(Path directory) {
        return directory.resolve("log.new");
    }

    private static Path old(Path directory) {
        return directory.resolve("log.old");
    }

    /// The log as it is now; another one when it is replaced.
    SegmentedLog log() {
        return log;
    }

    /// Reads from the log; once more when it was replaced meanwhile.
    <T> T read(Function<SegmentedLog, T> reading) {
        while (true) {
            SegmentedLog now = log;
            try {
                return reading.apply(now);
            } catch (LogUnavailableException e) {
                if (!isReplaced(now)) {
                    throw e;
                }
            }
        }
    }

    private boolean isReplaced(SegmentedLog seen) {
        replacing.lock(); // until it is over
        try {
            return log != seen;
        } finally {
            replacing.unlock();
        }
    }

    /// An empty directory in which a log that is to replace this one is made.
    Path beginStaging() throws IOException {
        discardStaged();
        Durably.create(staged(directory));
        return staged(directory);
    }

    /// Opens what lies where [#beginStaging] said, as this log is opened.
    SegmentedLog openStaged() {
        return openLog(staged(directory), config, StorageListener.NONE);
    }

    /// Gives up what was staged.
    void discardStaged() throws IOException {
        Durably.delete(staged(directory));
    }

    /// Puts the staged log, which must be complete, durable and closed, in the place of this one.
    ///
    /// When it fails the log is closed, and the next opening finds the one or the other.
    void replace() throws IOException {
        replacing.lock();
        try {
            log.close();
            Durably.rename(current(directory), old(directory));
            Durably.rename(staged(directory), current(directory));
            log = openLog(current(directory), config, listener);
            Durably.delete(old(directory));
        } finally {
            replacing.unlock();
        }
    }

    @Override
    public void close() {
        log.close();
    }
}
