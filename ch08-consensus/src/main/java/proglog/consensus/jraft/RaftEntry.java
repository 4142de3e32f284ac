package proglog.consensus.jraft;

import proglog.Bytes;
import proglog.consensus.StoredEntry;

/// An entry as it is stored. Immutable.
///
/// @param index its place
/// @param header what was noted beside the payload
/// @param value the header and the payload behind it, as they are on the disk
record RaftEntry(long index, EntryHeader header, Bytes value) {

    /// The first byte of what an engine proposes for itself is this or more.
    static final int ENGINES_OWN = 128;

    private static final Bytes NOTHING = Bytes.wrap(new byte[0]);

    /// The entry at `index` that is stored as `value`.
    static RaftEntry decode(long index, Bytes value) {
        return new RaftEntry(index, EntryHeader.decode(index, value), value);
    }

    /// What was proposed.
    Bytes payload() {
        return value.slice(EntryHeader.BYTES, value.length() - EntryHeader.BYTES);
    }

    /// Whether `payload` is a command of the state machine, not something of the engine's own.
    static boolean isCommand(EntryKind kind, Bytes payload) {
        return kind == EntryKind.DATA
                && !payload.isEmpty()
                && (payload.byteAt(0) & 0xFF) < ENGINES_OWN;
    }

    /// The entry as everybody else sees it.
    StoredEntry stored() {
        Bytes payload = payload();
        return new StoredEntry(
                index,
                header.term(),
                header.firstOffset(),
                header.records(),
                header.timeNanos(),
                isCommand(header.kind(), payload) ? payload : NOTHING);
    }
}
