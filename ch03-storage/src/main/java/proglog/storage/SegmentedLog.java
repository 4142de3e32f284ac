package proglog.storage;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import proglog.Batch;
import proglog.Bytes;
import proglog.CommitLog;
import proglog.Consistency;
import proglog.Deadline;
import proglog.HighWaterMark;
import proglog.LogCursor;
import proglog.LogRecord;
import proglog.LogUnavailableException;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;

/// A log that survives: records in segments of files, in one directory. For many threads.
///
/// Readers never wait for the writer. Appends of many callers share writes and syncs. Under
/// [SyncPolicy#EVERY_APPEND] a record that was acknowledged, or read, is on the disk. After a
/// crash, opening cuts off what was never acknowledged and refuses what is damaged. A sync that
/// fails closes the log for writing. Producers' sequences are remembered over a restart as far as
/// their batches are in the last segment.
public final class SegmentedLog implements CommitLog {

    private final Path directory;
    private final AppendLimits limits;
    private final InstantSource clock;
    private final DirectoryLock lock;
    private final Segments segments;
    private final HighWaterMark mark;
    private final Roller roller;
    private final WriteGate gate;
    private final Syncs syncs;
    private final LogWriter writer;
    private final Truncation truncation;
    private final GroupCommit commits;
    private final Changes changes;
    private final Optional<IntervalSync> intervalSync;

    private SegmentedLog(
            Disk disk,
            Path directory,
            SegmentedLogConfig config,
            InstantSource clock,
            DirectoryLock lock,
            OpenedLog opened,
            StorageListener listener) {
        this.directory = directory;
        this.limits = new AppendLimits(config.maxValueBytes(), config.maxIndexBytes());
        this.clock = clock;
        this.lock = lock;
        this.segments = opened.segments();
        this.mark = new HighWaterMark(segments.offsets().next());
        this.roller = new Roller(disk, directory, config, segments, listener);
        this.gate = new WriteGate(mark);
        this.syncs = new Syncs(segments, gate, listener);
        this.writer = new LogWriter(config, clock, roller, opened, mark, gate, syncs);
        this.truncation = new Truncation(disk, directory, config, segments);
        this.commits = new GroupCommit(writer);
        this.changes = new Changes(commits, gate);
        this.intervalSync = IntervalSync.startIfWanted(config, syncs::syncBeside);
    }

    /// Opens the log in `directory`, or creates it there. No other process can open it meanwhile.
    ///
    /// Fails with [proglog.CorruptLogException] when the files are damaged, and with
    /// [LogUnavailableException] when they cannot be used: another process has them, the disk
    /// refuses, or another version wrote them.
    public static SegmentedLog open(Path directory, SegmentedLogConfig config) {
        return open(directory, config, InstantSource.system());
    }

    /// The same, with append times by `clock`.
    public static SegmentedLog open(
            Path directory, SegmentedLogConfig config, InstantSource clock) {
        return open(directory, config, clock, StorageListener.NONE);
    }

    /// The same, and `listener` is told what the log does with its disk.
    public static SegmentedLog open(
            Path directory,
            SegmentedLogConfig config,
            InstantSource clock,
            StorageListener listener) {
        return open(new LocalDisk(), directory, config, clock, new GuardedListener(listener));
    }

    static SegmentedLog open(
            Disk disk,
            Path directory,
            SegmentedLogConfig config,
            InstantSource clock,
            StorageListener listener) {
        try {
            SegmentFiles.createDirectory(disk, directory);
            DirectoryLock lock = DirectoryLock.acquire(directory);
            try {
                OpenedLog opened = Opening.open(disk, directory, config);
                SegmentedLog log =
                        new SegmentedLog(disk, directory, config, clock, lock, opened, listener);
                log.forgetOld();
                return log;
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new LogUnavailableException(
                    "%s could not be opened: %s".formatted(directory, e), e);
        }
    }

    @Override
    public OffsetRange append(Batch batch, Deadline deadline) {
        requireOpen();
        return commits.append(new Append(batch, limits.requireFits(batch)), deadline);
    }

    @Override
    public LogRecord read(long offset, Consistency consistency, Deadline deadline) {
        mark.await(consistency, deadline);
        requireOpen();
        return segments.read(offset, segment -> segment.read(offset));
    }

    /// The first bytes of the value at `offset`, at most `count`.
    ///
    /// Costs the same however large the value is, since only small ones are checked: for who looks
    /// for one among many and then reads it.
    public Bytes readStart(long offset, int count) {
        requireOpen();
        return segments.read(offset, segment -> segment.readStart(offset, count));
    }

    @Override
    public OffsetRange offsets() {
        requireOpen();
        return segments.offsets();
    }

    @Override
    public long offsetAt(Instant time) {
        requireOpen();
        return segments.offsetAt(time);
    }

    @Override
    public LogCursor follow(long offset) {
        OffsetRange range = offsets();
        if (offset < range.first()) {
            throw new OffsetOutOfRangeException(offset, range);
        }
        return new SegmentCursor(segments, mark, offset);
    }

    /// Returns when everything appended so far is on the disk, whatever the policy.
    public void sync() {
        changes.run("sync", () -> syncs.sync(segments.active()));
    }

    /// Forgets whole segments whose records all lie below `offset`; never the active one.
    public void truncatePrefix(long offset) {
        changes.run("truncation", () -> truncation.prefix(offset));
    }

    /// Forgets every record at `offset` or above, durably: the next append gets `offset`.
    ///
    /// Only for who knows that nobody was promised these records, such as a consensus that has
    /// decided otherwise. A cursor that stands behind the cut may still return what it had read.
    public void truncateSuffix(long offset) {
        changes.run(
                "truncation",
                () -> {
                    truncation.suffix(offset);
                    writer.forgetFrom(offset);
                    mark.moveTo(offset);
                });
    }

    /// Forgets every record, durably: the next append gets `offset`.
    public void reset(long offset) {
        if (offset < 0) {
            throw new IllegalArgumentException("offset is " + offset + ", must be 0 or more");
        }
        changes.run(
                "reset",
                () -> {
                    truncation.reset(offset);
                    writer.forgetFrom(0);
                    mark.moveTo(offset);
                });
    }

    /// Drops what the configuration says need not be kept. Happens by itself whenever a segment
    /// begins.
    public void forgetOld() {
        changes.run("retention", () -> roller.forgetOld(clock.instant()));
    }

    /// The segments, lowest offsets first.
    public List<SegmentInfo> segments() {
        requireOpen();
        return segments.all().stream().map(Segment::info).toList();
    }

    /// Copies the bytes of all stores, one after the other, as they can be read now.
    public void copyTo(WritableByteChannel target) throws IOException {
        requireOpen();
        segments.copyTo(target);
    }

    /// Puts hard links to the files of the segments that hold a record below `offset` into
    /// `target`, an existing directory of the same file system, and returns their names.
    ///
    /// It is the same log at no cost: its records below `offset`, which must have been appended,
    /// and perhaps some that come later. The links live on when this log forgets or cuts; its files
    /// below `offset` are never changed. What was appended is on the disk when it returns; the
    /// names in `target` are the caller's to sync.
    public List<String> linkTo(Path target, long offset) {
        requireOpen();
        SegmentLinks links = new SegmentLinks(segments, syncs, target);
        commits.exclusively(() -> links.make(offset));
        return links.names();
    }

    /// Closes the log and deletes its files.
    public void remove() {
        close();
        try {
            SegmentFiles.deleteAll(directory);
        } catch (IOException e) {
            throw new LogUnavailableException(
                    "%s could not be deleted: %s".formatted(directory, e), e);
        }
    }

    @Override
    public void close() {
        intervalSync.ifPresent(IntervalSync::close);
        commits.exclusively(() -> {
            if (!mark.isClosed()) {
                mark.close();
                closeFiles();
            }
        });
    }

    private void closeFiles() {
        try (lock) {
            try {
                if (!gate.hasFailed()) {
                    writer.markSynced();
                }
            } finally {
                segments.close();
            }
        } catch (IOException e) {
            throw new LogUnavailableException("closing %s failed: %s".formatted(directory, e), e);
        }
    }

    private void requireOpen() {
        if (mark.isClosed()) {
            throw LogUnavailableException.closed();
        }
    }
}
