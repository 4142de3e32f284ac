package proglog.storage;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import proglog.OffsetRange;

/// Walks a store frame by frame, goes on behind what is damaged, and changes nothing. For one
/// thread only.
final class StoreWalk {

    private final SegmentFiles files;
    private final Store store;
    private final boolean last; // no segment follows: its end may be torn
    private final IndexComparison index;
    private final LogVisitor visitor;
    private FrameReader reader;
    private long offset; // of the next frame
    private long complete = StoreHeader.BYTES; // the position behind the last complete batch
    private long completeNext; // the offset behind it
    private long records;
    private long frames;
    private long dataFrames;
    private Optional<Instant> firstTime = Optional.empty();
    private Optional<Instant> lastTime = Optional.empty();
    private boolean endKnown = true;

    StoreWalk(
            SegmentFiles files,
            Store store,
            boolean last,
            IndexComparison index,
            LogVisitor visitor) {
        this.files = files;
        this.store = store;
        this.last = last;
        this.index = index;
        this.visitor = visitor;
        this.reader = new FrameReader(store, StoreHeader.BYTES);
        this.offset = files.base();
        this.completeNext = offset;
    }

    /// Shows all frames and findings to the visitor.
    SegmentReport walk(boolean sealed) throws IOException {
        boolean more = true;
        while (more && reader.position() < store.size()) {
            more = step();
        }
        if (more && complete < store.size()) {
            incompleteBatch();
        }
        if (endKnown && complete == store.size()) {
            index.end(completeNext);
        }
        return new SegmentReport(
                files,
                store.header(),
                new OffsetRange(files.base(), completeNext),
                records,
                frames,
                dataFrames,
                store.size(),
                firstTime,
                lastTime,
                index.fitting(),
                sealed,
                endKnown);
    }

    /// Reads the next frame, or finds the next one behind a damaged place; false when there is
    /// none.
    private boolean step() throws IOException {
        try {
            Frame frame = reader.next(store.size(), offset);
            if (!frame.isFilled()) {
                throw new DamagedFrameException(
                        frame.position(), frame.count() + " records in the frame", "others");
            }
            intact(frame);
            return true;
        } catch (DamagedFrameException e) {
            return damaged(e.damage());
        }
    }

    private void intact(Frame frame) throws IOException {
        if (frame.count() > 0) {
            dataFrames++;
            index.frame(frame);
            firstTime = firstTime.or(() -> Optional.of(frame.time()));
            lastTime = Optional.of(frame.time());
        }
        frames++;
        records += frame.count();
        offset = frame.nextOffset();
        if (!frame.hasMore()) {
            complete = frame.end();
            completeNext = offset;
        }
        visitor.frame(frame);
    }

    private boolean damaged(Damage damage) throws IOException {
        if (last && LaterFrames.witness(store, damage.position(), offset) < 0) {
            torn(damage);
            return false;
        }
        long next = LaterFrames.next(store, damage.position(), offset);
        if (next < 0) {
            endKnown = false;
            report(damage, "no intact frame follows in this file");
            return false;
        }
        byte[] header = store.read(next, next + Frame.OVERHEAD_BYTES);
        OffsetRange lost = new OffsetRange(offset, Frame.firstOffset(header, 0));
        report(
                damage,
                "%s cannot be read; intact again at position %d"
                        .formatted(lost.isEmpty() ? "a mark" : "offsets " + lost, next));
        reader = new FrameReader(store, next);
        offset = lost.next();
        index.skipTo(next);
        return true;
    }

    private void incompleteBatch() {
        Damage damage =
                new Damage(
                        store.size(), "the rest of the batch at position " + complete, "no more");
        if (last) {
            torn(damage);
        } else {
            endKnown = false;
            report(damage, "the batch was not written to its end");
        }
    }

    private void torn(Damage damage) {
        records -= offset - completeNext;
        visitor.finding(
                new Finding(
                        Finding.Kind.TORN_TAIL,
                        store.path(),
                        damage,
                        "never acknowledged: opening the log cuts %d bytes from position %d on"
                                .formatted(store.size() - complete, complete)));
    }

    private void report(Damage damage, String consequence) {
        visitor.finding(new Finding(Finding.Kind.DAMAGE, store.path(), damage, consequence));
    }
}
