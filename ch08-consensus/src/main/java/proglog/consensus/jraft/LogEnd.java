package proglog.consensus.jraft;

import java.nio.ByteBuffer;
import java.util.function.Function;
import proglog.Bytes;
import proglog.CorruptLogException;
import proglog.OffsetRange;
import proglog.consensus.Measure;
import proglog.storage.SegmentedLog;

/// Where a log ends: what the next entry is to be told of those before it. Immutable.
///
/// @param nextIndex the index of the next entry
/// @param nextOffset the offset of the next record
/// @param timeNanos when the last record was appended
/// @param configuration the index of the latest entry that says who the voters are
record LogEnd(long nextIndex, long nextOffset, long timeNanos, long configuration) {

    /// Of a log without entries.
    static final LogEnd START = new LogEnd(1, 0, 0, 0);

    /// The end of a log whose last entry is `last`.
    static LogEnd behind(RaftEntry last) {
        EntryHeader header = last.header();
        return new LogEnd(
                last.index() + 1,
                header.nextOffset(),
                header.timeNanos(),
                header.kind() == EntryKind.CONFIGURATION ? last.index() : header.configuration());
    }

    /// The end of `log`.
    static LogEnd of(SegmentedLog log) {
        OffsetRange indexes = log.offsets();
        if (!indexes.isEmpty()) {
            long last = indexes.next() - 1;
            return behind(RaftEntry.decode(last, log.read(last).value()));
        }
        if (indexes.next() != START.nextIndex()) {
            throw new CorruptLogException(
                    "the log begins with entry %d and holds none: how many records were before is lost"
                            .formatted(indexes.next()));
        }
        return START;
    }

    /// The entry that `added` becomes here.
    RaftEntry next(NewEntry added, Function<Bytes, Measure> measure) {
        if (added.index() != nextIndex) {
            throw new IllegalStateException(
                    "entry %d was to be appended where %d belongs"
                            .formatted(added.index(), nextIndex));
        }
        ByteBuffer payload = added.payload().duplicate();
        int length = payload.remaining();
        byte[] value = new byte[EntryHeader.BYTES + length];
        payload.get(value, EntryHeader.BYTES, length);
        Bytes command = Bytes.wrap(value, EntryHeader.BYTES, length);
        Measure adds =
                RaftEntry.isCommand(added.kind(), command)
                        ? measure.apply(command)
                        : Measure.NOTHING;
        EntryHeader header =
                new EntryHeader(
                        added.kind(),
                        adds.records(),
                        added.term(),
                        nextOffset,
                        // The clocks of two leaders differ: times never go back, on any node alike.
                        Math.max(timeNanos, adds.records() == 0 ? 0 : adds.timeNanos()),
                        configuration);
        header.encode(value); // before anybody sees the array as Bytes but the measure
        return new RaftEntry(added.index(), header, Bytes.wrap(value));
    }
}
