package proglog.consensus.jraft;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import proglog.Batch;
import proglog.Bytes;
import proglog.Deadline;
import proglog.HighWaterMark;
import proglog.OffsetOutOfRangeException;
import proglog.OffsetRange;
import proglog.consensus.CommandLog;
import proglog.consensus.Measure;
import proglog.consensus.StoredEntry;
import proglog.storage.SegmentInfo;
import proglog.storage.SegmentedLog;
import proglog.storage.StorageListener;

/// Raft's log, in chapter 3's files: the offset there is Raft's index. For many threads.
///
/// What has been appended is on the disk. Opening it takes as long as reading its last segment. It
/// fails as a [proglog.CommitLog] does.
final class RaftLog implements CommandLog, AutoCloseable {

    private static final long MOST_BATCH_BYTES = 32 * 1024 * 1024;

    private final LogFiles files;
    private final StagedLog staged;
    private final Function<Bytes, Measure> measure;
    private final Retention retention;
    private final NewestEntries newest = new NewestEntries();
    private final EntrySearch search = new EntrySearch(this::header);
    private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
    private final HighWaterMark stored;
    private final ReentrantLock changing = new ReentrantLock(); // held by who changes the log
    private final AtomicLong epoch = new AtomicLong();
    private volatile LogEnd end; // written under changing
    private long floor = 1; // guarded by changing

    private RaftLog(
            LogFiles files, Function<Bytes, Measure> measure, Retention retention, LogEnd end) {
        this.files = files;
        this.staged = new StagedLog(files, this);
        this.measure = measure;
        this.retention = retention;
        this.end = end;
        this.stored = new HighWaterMark(end.nextIndex());
        newest.clear(end.nextIndex());
    }

    /// Opens the log below `directory`, or creates it there.
    ///
    /// @param measure what is to be noted beside a command
    /// @param clock says how old records are
    /// @param listener is told what the log does with its disk
    static RaftLog open(
            Path directory,
            RaftLogSettings settings,
            Function<Bytes, Measure> measure,
            InstantSource clock,
            StorageListener listener)
            throws IOException {
        Retention retention = new Retention(settings, clock, listener);
        LogFiles files = LogFiles.open(directory, settings, retention);
        try {
            return new RaftLog(files, measure, retention, LogEnd.of(files.log()));
        } catch (RuntimeException e) {
            files.close();
            throw e;
        }
    }

    /// Appends `entries` behind the last one; when it returns, they are on the disk.
    ///
    /// When it fails, those below [#nextIndex] are on the disk, and the others are not known to be.
    void append(List<NewEntry> entries) {
        changing.lock();
        try {
            List<RaftEntry> batch = new ArrayList<>();
            LogEnd behind = end;
            long bytes = 0;
            for (NewEntry added : entries) {
                if (bytes + added.payload().remaining() > MOST_BATCH_BYTES && !batch.isEmpty()) {
                    appendBatch(batch);
                    batch.clear();
                    bytes = 0;
                }
                batch.add(behind.next(added, measure));
                behind = LogEnd.behind(batch.getLast());
                bytes += added.payload().remaining();
            }
            if (!batch.isEmpty()) {
                appendBatch(batch);
            }
        } finally {
            changing.unlock();
        }
    }

    private void appendBatch(List<RaftEntry> batch) {
        SegmentedLog log = files.log();
        log.append(Batch.of(batch.stream().map(RaftEntry::value).toList()), Deadline.never());
        batch.forEach(newest::add);
        moveTo(LogEnd.behind(batch.getLast()));
        retention.forgetOld(log, floor - 1, this::header);
    }

    private void moveTo(LogEnd behind) {
        end = behind;
        stored.moveTo(behind.nextIndex());
        listeners.forEach(listener -> listener.accept(behind.nextIndex()));
    }

    /// Allows the entries below `index` to be forgotten; retention decides when.
    void releasePrefix(long index) {
        changing.lock();
        try {
            floor = Math.max(floor, index);
            retention.look();
            retention.forgetOld(files.log(), floor - 1, this::header);
        } finally {
            changing.unlock();
        }
    }

    /// Takes the entries from `index` on back, durably. Those that were released stay.
    void truncateSuffix(long index) {
        changing.lock();
        try {
            if (index >= end.nextIndex()) {
                return;
            }
            long first = firstIndex();
            long lowest = first == 1 ? floor : Math.max(floor, first + 1); // see Retention
            if (index < lowest) {
                throw new IllegalArgumentException(
                        "entries from %d on cannot be taken back: those below %d are settled"
                                .formatted(index, lowest));
            }
            files.log().truncateSuffix(index);
            afterChange();
        } finally {
            changing.unlock();
        }
    }

    /// What a log that came with a snapshot is made and checked in.
    StagedLog staged() {
        return staged;
    }

    /// Reads every entry up to the one at `index`; fails unless that is what it should be.
    void requireWhole(long index, long term, long nextOffset) {
        StagedLog.requireWhole(files.log(), index, term, nextOffset);
    }

    /// Puts the entries of the log that was staged in the place of all others.
    void installStaged() throws IOException {
        changing.lock();
        try {
            files.replace();
            afterChange();
            floor = end.nextIndex();
            retention.look();
        } finally {
            changing.unlock();
        }
    }

    /// Forgets what is known of the old end. The epoch comes last: who sees it sees the new end.
    private void afterChange() {
        LogEnd now = LogEnd.of(files.log());
        newest.clear(now.nextIndex());
        moveTo(now);
        epoch.incrementAndGet();
    }

    /// Waits until the entry at `index` is on the disk, or fails with
    /// [proglog.LogUnavailableException].
    void awaitStored(long index, Deadline deadline) throws InterruptedException {
        stored.awaitReadable(index, deadline);
    }

    @Override
    public long firstIndex() {
        return files.read(log -> log.offsets().first());
    }

    @Override
    public long nextIndex() {
        return end.nextIndex();
    }

    @Override
    public long nextOffset() {
        return end.nextOffset();
    }

    /// The entry at `index`, as [#read], with all that is stored of it.
    RaftEntry entry(long index) {
        requireHeld(index);
        return newest(index)
                .orElseGet(() -> RaftEntry.decode(index, read(log -> log.read(index)).value()));
    }

    /// What was noted beside the entry at `index`; it is checked less than the entry itself.
    EntryHeader header(long index) {
        requireHeld(index);
        return newest(index)
                .map(RaftEntry::header)
                .orElseGet(() ->
                        EntryHeader.decode(
                                index, read(log -> log.readStart(index, EntryHeader.BYTES))));
    }

    /// In whose reign the entry at `index` was proposed; 0 when it is not here.
    long term(long index) {
        try {
            return header(index).term();
        } catch (OffsetOutOfRangeException _) {
            return 0;
        }
    }

    /// The entries kept that say who the voters are, the oldest first.
    List<RaftEntry> configurations() {
        List<RaftEntry> found = new ArrayList<>();
        long first = firstIndex();
        for (long index = end.configuration(); index >= first; ) {
            found.add(entry(index));
            index = found.getLast().header().configuration();
        }
        Collections.reverse(found);
        return found;
    }

    /// Reads from the files as they are now.
    <T> T read(Function<SegmentedLog, T> reading) {
        return files.read(reading);
    }

    /// The entry at `index` if it is in memory.
    Optional<RaftEntry> newest(long index) {
        return newest.find(index);
    }

    /// Fails with [OffsetOutOfRangeException] when there is no entry at `index`.
    void requireHeld(long index) {
        OffsetRange held = new OffsetRange(firstIndex(), end.nextIndex());
        if (!held.contains(index)) {
            throw new OffsetOutOfRangeException(index, held);
        }
    }

    @Override
    public StoredEntry read(long index) {
        return entry(index).stored();
    }

    @Override
    public Entries from(long index) {
        return new EntryReader(this, index);
    }

    @Override
    public long indexOf(long offset) {
        long first = firstIndex();
        long index = first(header -> header.nextOffset() > offset);
        if (index == first && index < nextIndex() && header(index).firstOffset() > offset) {
            throw new OffsetOutOfRangeException(
                    offset, new OffsetRange(header(index).firstOffset(), nextOffset()));
        }
        return index;
    }

    @Override
    public long indexAt(long timeNanos) {
        return first(header -> header.timeNanos() >= timeNanos);
    }

    private long first(Predicate<EntryHeader> wanted) {
        while (true) {
            List<SegmentInfo> segments = segments();
            try {
                return search.first(segments, epoch.get(), nextIndex(), wanted);
            } catch (OffsetOutOfRangeException e) {
                if (segments().getFirst().equals(segments.getFirst())) {
                    throw e; // else retention took a segment away meanwhile
                }
            }
        }
    }

    @Override
    public long epoch() {
        return epoch.get();
    }

    @Override
    public List<SegmentInfo> segments() {
        return read(SegmentedLog::segments);
    }

    @Override
    public void onStored(LongConsumer listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        stored.close();
        files.close();
    }
}
