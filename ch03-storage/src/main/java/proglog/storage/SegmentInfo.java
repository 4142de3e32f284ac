package proglog.storage;

import proglog.OffsetRange;

/// What a segment holds, for people and dashboards.
///
/// @param offsets of its records
/// @param bytes of its store
public record SegmentInfo(OffsetRange offsets, long bytes) {}
