package proglog.consensus;

import proglog.Bytes;

/// One entry of an engine's log. Immutable.
///
/// @param index its place in the order
/// @param term in whose reign it was proposed
/// @param firstOffset how many records there are in all entries before it
/// @param records how many records it holds; 0 for what engines note for themselves
/// @param timeNanos when its records were appended, in nanoseconds since 1970; without records,
///   that of the records before
/// @param command what was proposed; empty for what engines note for themselves
public record StoredEntry(
        long index, long term, long firstOffset, int records, long timeNanos, Bytes command) {}
