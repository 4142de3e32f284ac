package proglog.storage;

/// Is shown a log while it is verified, front to back. For one thread only.
interface LogVisitor {

    /// A segment begins.
    default void segment(SegmentFiles files, StoreHeader header) {}

    /// An intact frame.
    default void frame(Frame frame) {}

    /// Something that is not as it should be.
    default void finding(Finding finding) {}

    /// The segment that began last has been read.
    default void segmentEnd(SegmentReport report) {}
}
