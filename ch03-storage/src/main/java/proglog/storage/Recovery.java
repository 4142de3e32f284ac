package proglog.storage;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import proglog.CorruptLogException;
import proglog.OffsetRange;
import proglog.Producers;
import proglog.Task;

/// Walks a store and builds what is derived from it. For one thread only.
///
/// A sealed segment was synced before the next one began, so any damage in it is corruption. At the
/// end of the last segment a crash may have left half a batch, zeros, or pages in the wrong order:
/// that was never acknowledged, and is cut. The two are told apart by what later frames say of the
/// damaged place (see [LaterFrames]).
final class Recovery {

    private static final Logger logger = LoggerFactory.getLogger(Recovery.class);

    private final Store store;
    private final Index index;
    private final Producers producers;
    private final FrameReader reader;
    private long offset; // of the next frame
    private long batchFirst; // of the batch the next frame belongs to
    private long complete; // the position behind the last complete batch
    private long completeNext; // the offset behind it
    private boolean endsWithMark = true; // nothing is behind the header that could be lost

    private Recovery(Store store, Index index, Producers producers) {
        this.store = store;
        this.index = index;
        this.producers = producers;
        this.reader = new FrameReader(store, StoreHeader.BYTES);
        this.offset = store.header().base();
        this.batchFirst = offset;
        this.complete = StoreHeader.BYTES;
        this.completeNext = offset;
    }

    /// Opens the last segment: cuts a torn end, builds its index, and remembers who produced its
    /// batches.
    static Segment openLast(Disk disk, SegmentFiles files, int maxIndexBytes, Producers producers)
            throws IOException {
        Store store = Store.open(disk, files);
        try {
            Index index = Index.create(disk, files.index(), maxIndexBytes, mostFrames(store));
            return openLast(disk, files, store, index, producers);
        } catch (IOException | RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static Segment openLast(
            Disk disk, SegmentFiles files, Store store, Index index, Producers producers)
            throws IOException {
        try {
            Recovery recovery = new Recovery(store, index, producers);
            recovery.walkToTheDamage();
            recovery.cut();
            store.force(); // what a killed process had written but not synced is about to be served
            return Segment.active(
                    disk, files, store, index, recovery.completeNext, recovery.endsWithMark);
        } catch (IOException | RuntimeException e) {
            index.close();
            throw e;
        }
    }

    /// Builds the index of a full segment again, and seals it.
    static Index rebuildIndex(Disk disk, SegmentFiles files, Store store) throws IOException {
        Index index = Index.create(disk, files.index(), 0, mostFrames(store));
        try {
            Recovery recovery = new Recovery(store, index, new Producers());
            recovery.walk();
            index.flush();
            index.seal(
                    new IndexFooter(
                            index.size(),
                            store.header().base(),
                            store.size(),
                            recovery.completeNext,
                            store.header().logId(),
                            index.checksum()));
            return index;
        } catch (DamagedFrameException e) {
            index.close();
            throw new CorruptLogException(store.path() + ", " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            index.close();
            throw e;
        }
    }

    private static int mostFrames(Store store) {
        long frames = (store.size() - StoreHeader.BYTES) / Frame.OVERHEAD_BYTES;
        return (int) Math.min(Integer.MAX_VALUE / Index.ENTRY_BYTES, frames);
    }

    private void walkToTheDamage() throws IOException {
        try {
            walk();
        } catch (DamagedFrameException e) {
            LaterFrames.requireNeverSynced(store, e, offset);
        }
    }

    @Task("3.6")
    private void walk() throws IOException, DamagedFrameException {
        while (reader.position() < store.size()) {
            Frame frame = reader.next(store.size(), offset);
            if (frame.count() > 0) {
                index.append((int) (frame.firstOffset() - store.header().base()), frame.position());
            }
            offset = frame.nextOffset();
            if (!frame.hasMore()) {
                producers.remember(frame.sequence(), new OffsetRange(batchFirst, offset));
                index.publish();
                batchFirst = offset;
                complete = frame.end();
                completeNext = offset;
                endsWithMark = frame.count() == 0;
            }
        }
    }

    private void cut() throws IOException {
        index.discard();
        if (complete < store.size()) {
            logger.warn(
                    "{}: cut a torn write of {} bytes at position {}, after offset {}",
                    store.path(),
                    store.size() - complete,
                    complete,
                    completeNext - 1);
            store.truncate(complete);
        }
    }
}
