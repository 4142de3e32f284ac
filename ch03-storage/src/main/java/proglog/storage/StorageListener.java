package proglog.storage;

/// Is told what a log does with its disk, so that it can be measured.
///
/// Called while the log waits, on whichever thread does the work, also on several at once: it must
/// be for many threads, be quick, and not call the log. What it throws is logged and does not hurt
/// the log. How large the log is it need not be told, since [SegmentedLog#segments] says so.
public interface StorageListener {

    /// Listens to nothing.
    StorageListener NONE = new StorageListener() {};

    /// What had been appended, `bytes` since the last time, is on the disk; that took `nanos`.
    default void synced(long bytes, long nanos) {}

    /// The segment is full, and a new one has begun behind it.
    default void rolled(SegmentInfo full) {}

    /// The oldest segment was deleted by retention.
    default void dropped(SegmentInfo oldest) {}
}
