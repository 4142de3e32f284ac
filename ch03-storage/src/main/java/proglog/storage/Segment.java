package proglog.storage;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import proglog.Bytes;
import proglog.CorruptLogException;
import proglog.LogRecord;
import proglog.OffsetRange;
import proglog.Task;

/// A store and its index: the records from a base offset up to the next one.
///
/// One thread at a time writes; any number read what was published to them.
final class Segment implements Closeable {

    private final Disk disk;
    private final SegmentFiles files;
    private final Store store;
    private final CheckedIndex index;
    private volatile long next; // the offset behind the last readable record; written by the writer
    private volatile long
            readable; // the position behind the last readable frame; written by the writer
    private long marked; // the position behind the last mark; by the writer only

    private Segment(
            Disk disk,
            SegmentFiles files,
            Store store,
            Index index,
            long next,
            Optional<IndexFooter> footer) {
        this.disk = disk;
        this.files = files;
        this.store = store;
        this.index = new CheckedIndex(disk, files, store, index, footer);
        this.next = next;
        this.readable = store.size();
    }

    /// Creates an empty segment, durably; when it fails, a store without records may be left.
    static Segment create(Disk disk, SegmentFiles files, StoreHeader header, int maxIndexBytes)
            throws IOException {
        Store store = Store.create(disk, files, header);
        try {
            Index index = Index.create(disk, files.index(), maxIndexBytes, 0);
            return active(disk, files, store, index, header.base(), true);
        } catch (IOException e) {
            store.close();
            throw e;
        }
    }

    /// The segment that is written to; `marked` when a mark is the last thing in it.
    static Segment active(
            Disk disk, SegmentFiles files, Store store, Index index, long next, boolean marked) {
        Segment segment = new Segment(disk, files, store, index, next, Optional.empty());
        segment.marked = marked ? store.size() : 0;
        return segment;
    }

    /// A full segment, whose index is checked when it is first used.
    static Segment sealed(Disk disk, SegmentFiles files, Store store, IndexFooter footer)
            throws IOException {
        Index index = Index.openSealed(disk, files.index(), footer.entries());
        store.seal(footer.entries());
        return new Segment(disk, files, store, index, footer.nextOffset(), Optional.of(footer));
    }

    /// Whether neither store nor index has room for a batch of up to `frames` frames, after
    /// `pendingBytes` that are not written yet.
    @Task("3.5")
    boolean isFull(long maxStoreBytes, long pendingBytes, int frames) {
        return store.size() + pendingBytes >= maxStoreBytes || index.own().room() < frames;
    }

    /// Lets readers see everything that was written, up to the record before `next`.
    void publish(long next) {
        index.own().publish();
        this.readable = store.size();
        this.next = next;
    }

    /// Takes back what was written and not published, durably.
    ///
    /// A write that failed may have left whole frames, so it is cut whatever the store says.
    void discard() throws IOException {
        index.own().discard();
        store.truncate(readable);
        store.force();
    }

    /// Takes note that a mark was written last.
    void publishMark() {
        readable = store.size();
        marked = readable;
    }

    /// Whether a mark, and so the word that all is synced, is the last thing in the store.
    boolean endsWithMark() {
        return marked == store.size();
    }

    /// Makes the index durable: the segment is full, and the next one exists.
    void seal() throws IOException {
        Index sealed = index.own();
        store.seal(sealed.size());
        sealed.flush();
        sealed.seal(
                new IndexFooter(
                        sealed.size(),
                        base(),
                        store.size(),
                        next,
                        store.header().logId(),
                        sealed.checksum()));
    }

    /// Reads the record at `offset`, which is one of this segment's.
    LogRecord read(long offset) throws IOException {
        Frame frame = frameWith(offset);
        return frame.record(frame.find(offset), offset);
    }

    /// The first bytes of the value at `offset`, at most `count`. When a frame holds nothing but
    /// this value no more is read, and nothing is checked.
    Bytes readStart(long offset, int count) throws IOException {
        Index.Entry entry = entryFor(offset);
        int front = Frame.OVERHEAD_BYTES + Frame.RECORD_OVERHEAD_BYTES;
        long end = Math.min(readable, entry.position() + front + count);
        if (base() + entry.relativeOffset() == offset && end - entry.position() >= front) {
            byte[] bytes = store.read(entry.position(), end);
            Frame frame = new Frame(bytes, 0, entry.position());
            int length = (int) Frame.INT.get(bytes, Frame.OVERHEAD_BYTES);
            if (frame.firstOffset() == offset && frame.count() == 1 && length >= 0) {
                return Bytes.wrap(bytes, front, Math.min(length, bytes.length - front));
            }
        }
        Bytes value = read(offset).value();
        return value.slice(0, Math.min(count, value.length()));
    }

    /// Reads the frame that holds the record at `offset`.
    @Task("3.5")
    Frame frameWith(long offset) throws IOException {
        Index positions = index.trusted();
        int number = positions.floor(offset - base());
        Index.Entry entry = positions.entry(number);
        boolean isLast = number + 1 == positions.size();
        long limit = isLast ? readable : positions.entry(number + 1).position();
        long expected =
                isLast ? 0 : limit - entry.position(); // others may follow the last one soon
        try {
            return new FrameReader(store, entry.position(), expected)
                    .next(limit, base() + entry.relativeOffset());
        } catch (DamagedFrameException e) {
            throw corrupt(e);
        }
    }

    /// Where the frame begins that holds the record at `offset`.
    Index.Entry entryFor(long offset) throws IOException {
        Index positions = index.trusted();
        return positions.entry(positions.floor(offset - base()));
    }

    /// The offset of the first record appended at `time` or later; the one behind the last when
    /// there is none.
    long offsetAt(Instant time) throws IOException {
        Index positions = index.trusted();
        int low = 0;
        int high = positions.size();
        long found = base();
        while (low < high) {
            int middle = (low + high) >>> 1;
            Frame frame = frameWith(base() + positions.entry(middle).relativeOffset());
            if (frame.time().isBefore(time)) {
                low = middle + 1;
                found = frame.nextOffset();
            } else {
                high = middle;
            }
        }
        return found;
    }

    /// When the last record was appended; nothing when there is none.
    Optional<Instant> lastTime() throws IOException {
        return isEmpty() ? Optional.empty() : Optional.of(frameWith(next - 1).time());
    }

    CorruptLogException corrupt(DamagedFrameException damage) {
        return new CorruptLogException(store.path() + ", " + damage.getMessage(), damage);
    }

    /// The offset of the first record, if there is one.
    long base() {
        return files.base();
    }

    long next() {
        return next;
    }

    /// The position behind the last frame that readers may see.
    long readable() {
        return readable;
    }

    SegmentInfo info() {
        return new SegmentInfo(new OffsetRange(base(), next), readable);
    }

    boolean isEmpty() {
        return next == base();
    }

    SegmentFiles files() {
        return files;
    }

    Store store() {
        return store;
    }

    Index index() {
        return index.own();
    }

    /// Closes and deletes both files; who still reads them fails.
    void remove() throws IOException {
        close();
        files.delete(disk);
    }

    @Override
    public void close() throws IOException {
        try (store) {
            index.close();
        }
    }

    @Override
    public String toString() {
        return files.store().getFileName() + " [" + base() + ", " + next + ")";
    }
}
