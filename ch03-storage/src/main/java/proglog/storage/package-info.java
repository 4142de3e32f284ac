/// A log that survives: frames in a store, positions in an index, both a segment, segments a log.
///
/// Read from the bottom up: [Frame], [Store], [Index], [Segment], [Recovery], [GroupCommit], then
/// [SegmentedLog]. All bytes go through a [Disk], the one place that touches files.
@NullMarked
package proglog.storage;

import org.jspecify.annotations.NullMarked;
