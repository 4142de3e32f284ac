package proglog.consensus;

import java.util.List;
import java.util.function.LongConsumer;
import proglog.storage.SegmentInfo;

/// The entries of an engine's log, by index, committed or not: who reads them stays below what has
/// been applied. For many threads.
///
/// With each entry is noted how many records there are in all entries before it. So the records of
/// all nodes have the same offsets, and are found without a second copy.
public interface CommandLog {

    /// The lowest index kept.
    long firstIndex();

    /// One past the highest index that is on this node's disk.
    long nextIndex();

    /// How many records the log has had in all, up to [#nextIndex]: the offset the next one gets.
    long nextOffset();

    /// The entry at `index`.
    ///
    /// Fails with [proglog.OffsetOutOfRangeException] when it is not kept (any more), and with
    /// [proglog.CorruptLogException] when it is damaged.
    StoredEntry read(long index);

    /// The index of the entry that holds the record at `offset`, or will hold it.
    long indexOf(long offset);

    /// The lowest index whose entry's time is `timeNanos` or later; [#nextIndex] when there is
    /// none.
    long indexAt(long timeNanos);

    /// Reads on from `index`, one entry after the other. For one thread; the caller closes it.
    ///
    /// It may have read ahead of what is committed. When [#epoch] has changed since, such entries
    /// may have been replaced: open another one.
    Entries from(long index);

    /// Grows each time that entries were taken back or the whole log was replaced, before others
    /// take their place.
    long epoch();

    /// The files the entries are in, the oldest first; what they count are entries.
    List<SegmentInfo> segments();

    /// Calls `listener` with [#nextIndex] whenever entries have reached this node's disk. It must
    /// not wait.
    void onStored(LongConsumer listener);

    /// See [#from].
    interface Entries extends AutoCloseable {

        /// The next entry; it must have been stored.
        StoredEntry next();

        @Override
        void close();
    }
}
