package proglog.consensus.jraft;

import java.nio.ByteBuffer;

/// An entry that is to be appended. What its payload's buffer holds must not change any more.
///
/// @param index its place, the one behind the last entry
/// @param term in whose reign it was proposed
/// @param kind what it is for
/// @param payload its content, from the buffer's position to its limit
record NewEntry(long index, long term, EntryKind kind, ByteBuffer payload) {}
