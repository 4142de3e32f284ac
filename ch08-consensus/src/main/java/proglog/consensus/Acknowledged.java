package proglog.consensus;

import proglog.OffsetRange;

/// An append that was acknowledged, and by whom. Immutable.
///
/// @param offsets what its records got
/// @param term the reign in which that was said
/// @param leader the name of the node that led
record Acknowledged(OffsetRange offsets, long term, String leader) {}
